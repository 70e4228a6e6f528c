#include "store/external_sort.h"

#include <algorithm>
#include <boost/sort/spreadsort/integer_sort.hpp>
#include <deque>
#include <fstream>
#include <queue>

namespace chancery::store {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{256} << 10;
constexpr std::size_t kFirstChunkBytes = std::size_t{4} << 10;  // each is twice as long as the last
constexpr std::size_t kChunkBytes = std::size_t{256} << 10;
constexpr std::size_t kHeaderBytes = 8;  // of a row in a file: how long key and value are

std::uint64_t numberAt(std::string_view key, std::size_t at) {
  std::uint64_t number = 0;
  if (key.size() >= at + 8) {  // as most keys are: a loop of a fixed length is one load
    for (std::size_t i = at; i < at + 8; ++i) {
      number = number << 8 | static_cast<std::uint8_t>(key[i]);
    }
    return number;
  }
  for (std::size_t i = at; i < at + 8; ++i) {
    number = number << 8 | (i < key.size() ? static_cast<std::uint8_t>(key[i]) : 0u);
  }
  return number;
}

tl::unexpected<Error> cannot(const char* what, const std::filesystem::path& file) {
  return makeError(ErrorCode::kIo, std::string("cannot ") + what + " '" + file.string() +
                                       "': is there space left on the disk?");
}

char* putLength(char* to, std::size_t length) {
  for (std::size_t i = 0; i < 4; ++i) *to++ = static_cast<char>(length >> (8 * i));
  return to;
}

std::size_t lengthIn(const char* bytes) {
  std::size_t length = 0;
  for (std::size_t i = 4; i-- > 0;) length = length << 8 | static_cast<std::uint8_t>(bytes[i]);
  return length;
}

// The rows of one sorted file.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& path)
      : path_(path), file_(path, std::ios::binary), buffer_(kBufferBytes) {}

  // False at the end.
  Result<bool> next() {
    at_ += row_bytes_;
    if (!have(kHeaderBytes)) {
      if (at_ == end_ && file_.eof()) return false;
      return cannot("read", path_);
    }
    const std::size_t key_bytes = lengthIn(&buffer_[at_]);
    const std::size_t value_bytes = lengthIn(&buffer_[at_ + 4]);
    row_bytes_ = kHeaderBytes + key_bytes + value_bytes;
    if (!have(row_bytes_)) return cannot("read", path_);
    key_ = {&buffer_[at_ + kHeaderBytes], key_bytes};
    value_ = {key_.data() + key_bytes, value_bytes};
    return true;
  }

  // Until the next one is read.
  std::string_view key() const { return key_; }
  std::string_view value() const { return value_; }

 private:
  // Whether so many bytes of the file follow at `at_`; reads on where they are not yet there.
  bool have(std::size_t bytes) {
    if (end_ - at_ >= bytes) return true;
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(at_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= at_;
    at_ = 0;
    if (buffer_.size() < bytes) buffer_.resize(bytes);
    file_.read(buffer_.data() + end_, static_cast<std::streamsize>(buffer_.size() - end_));
    end_ += static_cast<std::size_t>(file_.gcount());
    return end_ >= bytes;
  }

  std::filesystem::path path_;
  std::ifstream file_;
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::size_t row_bytes_ = 0;
  std::string_view key_;
  std::string_view value_;
};

}  // namespace

ExternalSort::ExternalSort(std::filesystem::path file, std::size_t memory_bytes)
    : file_(std::move(file)), memory_bytes_(memory_bytes) {}

ExternalSort::~ExternalSort() {
  std::error_code failed;  // the directory is swept by the next one who writes
  for (const auto& file : files_) std::filesystem::remove(file, failed);
}

std::string_view ExternalSort::Row::key() const { return {bytes + kHeaderBytes, lengthIn(bytes)}; }

std::string_view ExternalSort::Row::value() const {
  const std::string_view before = key();
  return {before.data() + before.size(), lengthIn(bytes + 4)};
}

char* ExternalSort::Bytes::take(std::size_t bytes) {
  while (current_ < chunks_.size() && chunks_[current_].size - used_ < bytes) {
    ++current_;
    used_ = 0;
  }
  if (current_ == chunks_.size()) {
    const std::size_t next = chunks_.empty() ? kFirstChunkBytes : 2 * chunks_.back().size;
    const std::size_t size = std::max(bytes, std::min(next, kChunkBytes));
    chunks_.push_back({std::make_unique_for_overwrite<char[]>(size), size});
  }
  char* taken = chunks_[current_].bytes.get() + used_;
  used_ += bytes;
  return taken;
}

void ExternalSort::Bytes::clear() {
  current_ = 0;
  used_ = 0;
}

Result<void> ExternalSort::add(std::string_view key, std::string_view value,
                               std::string_view rest) {
  const std::size_t bytes = kHeaderBytes + key.size() + value.size() + rest.size();
  const std::size_t held = bytes_held_ + rows_.size() * sizeof(Row);
  if (!rows_.empty() && held + bytes > memory_bytes_) {
    const auto written = writeFile();
    if (!written) return written;
  }
  in_order_ = in_order_ && (rows_.empty() || rows_.back().key() <= key);
  char* to = bytes_.take(bytes);
  rows_.push_back({numberAt(key, 0), numberAt(key, 8), rows_.size(), to});
  to = putLength(putLength(to, key.size()), value.size() + rest.size());
  to = std::copy(key.begin(), key.end(), to);
  to = std::copy(value.begin(), value.end(), to);
  std::copy(rest.begin(), rest.end(), to);
  bytes_held_ += bytes;
  return {};
}

// By the first eight bytes first, as numbers, which takes few comparisons; then those that have
// these in common.
void ExternalSort::sort() {
  if (in_order_) return;
  const auto comes_first = [](const Row& a, const Row& b) {
    if (a.next != b.next) return a.next < b.next;
    const int order = a.key().compare(b.key());
    return order != 0 ? order < 0 : a.order < b.order;
  };
  const auto number = [](const Row& row, std::size_t shift) { return row.beginning >> shift; };
  const auto less = [](const Row& a, const Row& b) { return a.beginning < b.beginning; };
  boost::sort::spreadsort::integer_sort(rows_.begin(), rows_.end(), number, less);
  for (auto begin = rows_.begin(); begin != rows_.end();) {
    const auto end = std::find_if(
        begin, rows_.end(), [&](const Row& row) { return row.beginning != begin->beginning; });
    std::sort(begin, end, comes_first);
    begin = end;
  }
}

Result<void> ExternalSort::writeFile() {
  sort();
  const std::filesystem::path path = file_.string() + "-" + std::to_string(files_.size());
  files_.push_back(path);
  std::ofstream out(path, std::ios::binary);
  std::string buffer;
  const auto flush = [&] {
    out.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    buffer.clear();
  };
  for (const Row& row : rows_) {
    buffer.append(row.bytes, kHeaderBytes + row.key().size() + row.value().size());
    if (buffer.size() >= kBufferBytes) flush();
  }
  flush();
  out.close();
  if (!out) return cannot("write", path);
  clear();
  return {};
}

void ExternalSort::clear() {
  rows_.clear();
  bytes_.clear();
  bytes_held_ = 0;
  in_order_ = true;
}

Result<void> ExternalSort::forEach(const Visitor& visit) {
  if (!files_.empty()) {
    const auto written = writeFile();
    return written ? merge(visit) : written;
  }
  sort();
  for (const Row& row : rows_) {
    const auto visited = visit(row.key(), row.value());
    if (!visited) return visited;
  }
  rows_ = {};
  bytes_ = {};
  return {};
}

Result<void> ExternalSort::merge(const Visitor& visit) {
  rows_ = {};
  bytes_ = {};
  std::deque<Reader> readers;
  const auto later = [&](std::size_t a, std::size_t b) {
    const int order = readers[a].key().compare(readers[b].key());
    return order != 0 ? order > 0 : a > b;
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> heads(later);
  const auto advance = [&](std::size_t reader) -> Result<void> {
    const auto more = readers[reader].next();
    if (!more) return tl::unexpected(more.error());
    if (*more) heads.push(reader);
    return {};
  };
  for (const auto& file : files_) {
    readers.emplace_back(file);
    const auto begun = advance(readers.size() - 1);
    if (!begun) return begun;
  }
  while (!heads.empty()) {
    const std::size_t first = heads.top();
    heads.pop();
    const auto visited = visit(readers[first].key(), readers[first].value());
    if (!visited) return visited;
    const auto advanced = advance(first);
    if (!advanced) return advanced;
  }
  return {};
}

}  // namespace chancery::store
