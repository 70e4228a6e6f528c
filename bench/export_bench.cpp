// Writes a graph to a file and prints how long that took (seconds of the processor, of the wall)
// and how much memory (MB).
//
// usage: chancery_export_bench FORMAT FILE EVENTS | ROWS.tsv
//
// Rows: subject, relation, object and day, separated by tabs, by day. A number in their place: so
// many generated events among 20,000 actors, some of whom are in far more than others.
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/row_source.h"
#include "export/formats.h"

namespace chancery::bench {
namespace {

constexpr std::uint64_t kActors = 20'000;

std::uint64_t mixed(std::uint64_t x) {  // splitmix64
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30u)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27u)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31u);
}

RowSource generated(std::uint64_t events) {
  return RowSource(events, [events](std::uint64_t i) {
    const std::uint64_t a = mixed(2 * i), b = mixed(2 * i + 1);
    // the product of two equal chances leans towards small numbers
    const auto actor = [](std::uint64_t x) {
      return static_cast<std::uint32_t>((x >> 32u) % kActors * ((x & 0xFFFFFFFFu) % kActors) /
                                        kActors);
    };
    return Row{actor(a), actor(b), static_cast<std::uint32_t>(i % 15),
               static_cast<std::int32_t>(i * 20'000 / events)};
  });
}

RowSource readRows(const std::string& path) {
  std::vector<Row> rows;
  std::unordered_map<std::string, std::uint32_t> actors, relations;
  const auto numberOf = [](auto& numbers, const std::string& name) {
    return numbers.try_emplace(name, static_cast<std::uint32_t>(numbers.size())).first->second;
  };
  std::ifstream in(path);
  std::string subject, relation, object, day;
  while (std::getline(in, subject, '\t') && std::getline(in, relation, '\t') &&
         std::getline(in, object, '\t') && std::getline(in, day)) {
    rows.push_back({numberOf(actors, subject), numberOf(actors, object),
                    numberOf(relations, relation), parseDateSpan(day)->first.since_1970});
  }
  const std::uint64_t count = rows.size();
  return RowSource(count, [rows = std::move(rows)](std::uint64_t i) { return rows[i]; });
}

// The largest resident set, MB. (getrusage() would give that of the program that started this one,
// if that was larger.)
std::uint64_t peakMegabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::uint64_t kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes / 1024;
  }
  return 0;
}

int run(const std::string& format, const std::string& file, const std::string& rows) {
  const bool is_number = rows.find_first_not_of("0123456789") == std::string::npos;
  const RowSource source = is_number ? generated(std::stoull(rows)) : readRows(rows);
  const std::clock_t processor = std::clock();
  const auto wall = std::chrono::steady_clock::now();
  std::ofstream out(file, std::ios::binary);
  const ExportOptions options{.format = format,
                              .graph = {GraphKind::kEvents, false},
                              .filter = {},
                              .compression = compressionOf(file)};
  const auto written = exportGraph(source, options, out);
  if (!written) {
    std::cerr << written.error().message << '\n';
    return 1;
  }
  const std::chrono::duration<double> waited = std::chrono::steady_clock::now() - wall;
  std::cout << static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC << ' '
            << waited.count() << ' ' << peakMegabytes() << '\n';
  return 0;
}

}  // namespace
}  // namespace chancery::bench

int main(int argc, char** argv) {
  if (argc == 4) return chancery::bench::run(argv[1], argv[2], argv[3]);
  std::cerr << "usage: chancery_export_bench FORMAT FILE EVENTS | ROWS.tsv\n";
  return 2;
}
