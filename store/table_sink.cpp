#include "store/table_sink.h"

#include <rocksdb/sst_file_writer.h>

#include <atomic>
#include <future>
#include <memory>
#include <thread>
#include <utility>

namespace chancery::store {
namespace {

constexpr std::uint64_t kTableBytes = std::uint64_t{64} << 20;
constexpr std::size_t kLargeFamilies = 6;  // of those that are sorted, with the changes
constexpr char kPut = 'p';
constexpr char kErase = 'e';

rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

std::string bytesOf(std::int64_t number) {
  std::string bytes;
  appendUint32(bytes, static_cast<std::uint32_t>(static_cast<std::uint64_t>(number) >> 32));
  appendUint32(bytes, static_cast<std::uint32_t>(number));
  return bytes;
}

std::int64_t numberIn(std::string_view bytes) {
  return static_cast<std::int64_t>(std::uint64_t{readUint32(bytes)} << 32 |
                                   readUint32(bytes.substr(4)));
}

// Then no row of it need be asked for.
bool isEmpty(const View& view, Family family) {
  const Scan rows(view, family, "", "");
  return !rows.valid() && rows.status();
}

}  // namespace

// The tables of one family, one after the other.
struct TableSink::Tables {
  const Database& database;
  std::filesystem::path directory;
  Family family;
  std::unique_ptr<rocksdb::SstFileWriter> writer;
  std::vector<std::string> files;

  Result<void> row(std::string_view key, char kind, std::string_view value) {
    if (!writer) {
      const std::string file =
          (directory / (std::string(nameOf(family)) + "-" + std::to_string(files.size()) + ".sst"))
              .string();
      const rocksdb::Options options = database.optionsOf(family);
      writer = std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(), options,
                                                        database.handle(family));
      const rocksdb::Status opened = writer->Open(file);
      if (!opened.ok()) return toError(opened, "cannot write '" + file + "'");
      files.push_back(file);
    }
    const rocksdb::Status written =
        kind == kErase ? writer->Delete(slice(key)) : writer->Put(slice(key), slice(value));
    if (!written.ok()) return toError(written, "cannot write '" + files.back() + "'");
    return writer->FileSize() < kTableBytes ? Result<void>() : finish();
  }

  Result<void> finish() {
    if (!writer) return {};
    const rocksdb::Status finished = writer->Finish();
    writer.reset();
    if (!finished.ok()) return toError(finished, "cannot write '" + files.back() + "'");
    return {};
  }
};

TableSink::TableSink(const Database& database, std::filesystem::path directory,
                     std::size_t memory_bytes, DocumentNumber first_new)
    : database_(database),
      directory_(std::move(directory)),
      first_new_(first_new),
      changes_(directory_ / "changes", memory_bytes / kLargeFamilies) {
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    tables_.push_back({database_, directory_, static_cast<Family>(i), nullptr, {}});
    rows_.emplace_back(directory_ / ("rows-" + std::to_string(i)), memory_bytes / kLargeFamilies);
  }
}

TableSink::~TableSink() = default;

bool TableSink::comesInOrder(Family family, std::string_view key) const {
  switch (family) {
    case Family::kEvents:
    case Family::kTellers:
    case Family::kVariants: return true;
    case Family::kSaid:
    case Family::kEvidence: return readUint32(key) >= first_new_.value;
    default: return false;
  }
}

void TableSink::add(Family family, std::string_view key, char kind, std::string_view value) {
  const auto i = static_cast<std::size_t>(family);
  const auto added = comesInOrder(family, key) ? tables_[i].row(key, kind, value)
                                               : rows_[i].add(key, {&kind, 1}, value);
  if (!added && !error_) error_ = added.error();
}

void TableSink::put(Family family, std::string_view key, std::string_view value) {
  add(family, key, kPut, value);
}

void TableSink::erase(Family family, std::string_view key) { add(family, key, kErase, {}); }

void TableSink::count(std::string_view key, std::int64_t more) {
  add(Family::kMonths, key, kPut, bytesOf(more));
}

void TableSink::change(std::string_view pair, const EventChange& change) {
  const auto added = changes_.add(pair, encode(change));
  if (!added && !error_) error_ = added.error();
}

// Pair by pair: those that begin with the smaller number come out in order.
Result<void> TableSink::putPartners(const View& view) {
  const bool none_held = isEmpty(view, Family::kPartners);
  std::string pair;
  PartnerChange all;
  const auto putPair = [&]() -> Result<void> {
    if (pair.empty()) return {};
    const auto counts = none_held ? all.appliedToNone() : all.appliedTo(view, pair);
    if (!counts) return tl::unexpected(counts.error());
    forEachPartnerRow(pair, *counts, [&](const std::string& key, const auto& value) {
      if (value) put(Family::kPartners, key, *value);
      if (!value) erase(Family::kPartners, key);
    });
    return {};
  };
  const auto read =
      changes_.forEach([&](std::string_view next, std::string_view bytes) -> Result<void> {
        if (next != pair) {
          const auto put = putPair();
          if (!put) return put;
          pair = next;
          all = {};
        }
        auto change = decodeChange(bytes);
        if (!change)
          return makeError(ErrorCode::kIo, "what was written for sorting came back wrong");
        all.add(std::move(*change));
        return {};
      });
  return read ? putPair() : read;
}

Result<void> TableSink::writeTables(Tables& tables, const View& view) {
  const auto ended = tables.finish();  // of those that came in order: what is left lies apart
  if (!ended) return ended;
  ExternalSort& rows = rows_[static_cast<std::size_t>(tables.family)];
  const auto written = tables.family == Family::kMonths
                           ? writeCounts(tables, view)
                           : rows.forEach([&](std::string_view key, std::string_view value) {
                               return tables.row(key, value.front(), value.substr(1));
                             });
  return written ? tables.finish() : written;
}

Result<void> TableSink::writeCounts(Tables& tables, const View& view) {
  const bool none_held = isEmpty(view, Family::kMonths);
  std::string key;
  std::int64_t sum = 0;
  const auto writeSum = [&]() -> Result<void> {
    if (key.empty() || sum == 0) return {};
    const auto held = none_held ? Result<std::uint64_t>(0) : view.count(key);
    if (!held) return tl::unexpected(held.error());
    const std::int64_t now = static_cast<std::int64_t>(*held) + sum;
    if (now < 0) return corrupt(Family::kMonths, "a row counts too few events");
    rank(*this, key, *held, static_cast<std::uint64_t>(now));
    if (now == 0) return tables.row(key, kErase, {});
    return tables.row(key, kPut, encodeCount(static_cast<std::uint64_t>(now)));
  };
  const auto counted = rows_[static_cast<std::size_t>(Family::kMonths)].forEach(
      [&](std::string_view next, std::string_view value) -> Result<void> {
        if (next != key) {
          const auto written = writeSum();
          if (!written) return written;
          key = next;
          sum = 0;
        }
        sum += numberIn(value.substr(1));
        return {};
      });
  const auto written = counted ? writeSum() : counted;
  if (!written) return written;
  if (error_) return tl::unexpected(*error_);
  return writeTables(tables_[static_cast<std::size_t>(Family::kBusiest)], view);
}

// Families have nothing to do with one another, but for the counts and their order, so that each is
// written by whoever is free. Of the view, only one asks: the writer of counts.
Result<void> TableSink::writeAll(const View& view) {
  std::atomic<std::size_t> next = 0;
  const auto write = [&]() -> Result<void> {
    for (std::size_t i = next++; i < tables_.size(); i = next++) {
      if (tables_[i].family == Family::kBusiest) continue;  // follows from the counts
      const auto written = writeTables(tables_[i], view);
      if (!written) return written;
    }
    return {};
  };
  if (std::thread::hardware_concurrency() < 2) return write();
  std::future<Result<void>> other = std::async(std::launch::async, write);
  const auto mine = write();
  const auto others = other.get();
  return mine ? others : mine;
}

Result<void> TableSink::write(const View& view) {
  if (error_) return tl::unexpected(*error_);
  const auto put = putPartners(view);
  if (!put) return put;
  if (error_) return tl::unexpected(*error_);
  const auto written = writeAll(view);
  if (!written) return written;
  std::vector<rocksdb::IngestExternalFileArg> all;
  for (const Tables& family : tables_) {
    if (family.files.empty()) continue;
    rocksdb::IngestExternalFileArg& one = all.emplace_back();
    one.column_family = database_.handle(family.family);
    one.external_files = family.files;
    one.options.move_files = true;
    one.options.write_global_seqno = false;  // the number stands in the manifest
  }
  return database_.ingest(all);
}

}  // namespace chancery::store
