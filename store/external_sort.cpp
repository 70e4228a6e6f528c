#include "store/external_sort.h"

#include <algorithm>
#include <array>
#include <deque>
#include <fstream>
#include <queue>

namespace chancery::store {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{256} << 10;
constexpr std::size_t kHeaderBytes = 8;  // of a row in a file: how long key and value are

std::uint64_t beginningOf(std::string_view key) {
  std::uint64_t beginning = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    beginning = beginning << 8 | (i < key.size() ? static_cast<std::uint8_t>(key[i]) : 0u);
  }
  return beginning;
}

tl::unexpected<Error> cannot(const char* what, const std::filesystem::path& file) {
  return makeError(ErrorCode::kIo, std::string("cannot ") + what + " '" + file.string() +
                                       "': is there space left on the disk?");
}

// The rows of one sorted file.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& path) : path_(path), buffer_(kBufferBytes) {
    file_.rdbuf()->pubsetbuf(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    file_.open(path, std::ios::binary);
  }

  // False at the end.
  Result<bool> next() {
    std::array<char, kHeaderBytes> header{};
    file_.read(header.data(), header.size());
    if (file_.gcount() == 0 && file_.eof()) return false;
    key_.resize(lengthAt(header, 0));
    value_.resize(lengthAt(header, 4));
    file_.read(key_.data(), static_cast<std::streamsize>(key_.size()));
    file_.read(value_.data(), static_cast<std::streamsize>(value_.size()));
    if (!file_) return cannot("read", path_);
    return true;
  }

  const std::string& key() const { return key_; }
  const std::string& value() const { return value_; }

 private:
  static std::size_t lengthAt(const std::array<char, kHeaderBytes>& header, std::size_t at) {
    std::size_t length = 0;
    for (std::size_t i = 4; i-- > 0;)
      length = length << 8 | static_cast<std::uint8_t>(header[at + i]);
    return length;
  }

  std::filesystem::path path_;
  std::vector<char> buffer_;
  std::ifstream file_;
  std::string key_;
  std::string value_;
};

void writeLength(std::ofstream& out, std::uint32_t length) {
  std::array<char, 4> bytes{};
  for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<char>(length >> (8 * i));
  out.write(bytes.data(), bytes.size());
}

}  // namespace

ExternalSort::ExternalSort(std::filesystem::path file, std::size_t memory_bytes)
    : file_(std::move(file)), memory_bytes_(memory_bytes) {}

ExternalSort::~ExternalSort() {
  std::error_code failed;  // the directory is swept by the next one who writes
  for (const auto& file : files_) std::filesystem::remove(file, failed);
}

Result<void> ExternalSort::add(std::string_view key, std::string_view value) {
  const std::size_t held = bytes_.size() + rows_.size() * sizeof(Row);
  if (!rows_.empty() && held + key.size() + value.size() > memory_bytes_) {
    const auto written = writeFile();
    if (!written) return written;
  }
  rows_.push_back({beginningOf(key), bytes_.size(), static_cast<std::uint32_t>(key.size()),
                   static_cast<std::uint32_t>(value.size())});
  bytes_.append(key).append(value);
  return {};
}

void ExternalSort::sort() {
  const auto before = [this](const Row& a, const Row& b) {
    if (a.beginning != b.beginning) return a.beginning < b.beginning;
    const int order = keyOf(a).compare(keyOf(b));
    return order != 0 ? order < 0 : a.at < b.at;
  };
  if (!std::is_sorted(rows_.begin(), rows_.end(), before)) {
    std::sort(rows_.begin(), rows_.end(), before);
  }
}

Result<void> ExternalSort::writeFile() {
  sort();
  const std::filesystem::path path = file_.string() + "-" + std::to_string(files_.size());
  files_.push_back(path);
  std::vector<char> buffer(kBufferBytes);
  std::ofstream out;
  out.rdbuf()->pubsetbuf(buffer.data(), static_cast<std::streamsize>(buffer.size()));
  out.open(path, std::ios::binary);
  for (const Row& row : rows_) {
    writeLength(out, row.key_bytes);
    writeLength(out, row.value_bytes);
    out.write(bytes_.data() + row.at, row.key_bytes + std::streamsize{row.value_bytes});
  }
  out.close();
  if (!out) return cannot("write", path);
  rows_.clear();
  bytes_.clear();
  return {};
}

Result<void> ExternalSort::forEach(const Visitor& visit) {
  if (!files_.empty()) {
    const auto written = writeFile();
    return written ? merge(visit) : written;
  }
  sort();
  for (const Row& row : rows_) {
    const auto visited = visit(keyOf(row), valueOf(row));
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
