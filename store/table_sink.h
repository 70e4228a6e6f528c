// Rows as sorted tables, which a database takes in all at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/external_sort.h"
#include "store/row_sink.h"
#include "store/view.h"

namespace chancery::store {

// Rows may come in any order; those of each family are sorted in bounded memory, and become tables
// whose ranges of keys do not overlap. Until they are taken in, the database knows nothing of them.
//
// The rows of kEvents, kTellers and kVariants come in order, as do those of documents that are new
// in kSaid and kEvidence: they become tables at once.
//
// Ownership: refers to the database. Thread safety: none.
class TableSink : public RowSink {
 public:
  // `directory` is there, on the same file system as the database. Documents from `first_new` on
  // are new to it.
  TableSink(const Database& database, std::filesystem::path directory, std::size_t memory_bytes,
            DocumentNumber first_new = {});
  ~TableSink() override;

  void put(Family family, std::string_view key, std::string_view value) override;
  void erase(Family family, std::string_view key) override;
  void count(std::string_view key, std::int64_t more) override;
  void change(std::string_view pair, const EventChange& change) override;

  // Has the database take all of it in, or nothing. `view` shows how counts are so far.
  // Errors: what went wrong with any row before; kIo.
  Result<void> write(const View& view);

 private:
  struct Tables;

  void add(Family family, std::string_view key, char kind, std::string_view value);
  bool comesInOrder(Family family, std::string_view key) const;
  Result<void> writeAll(const View& view);
  Result<void> writeTables(Tables& tables, const View& view);
  Result<void> writeCounts(Tables& tables, const View& view);
  Result<void> putPartners(const View& view);

  const Database& database_;
  std::filesystem::path directory_;
  DocumentNumber first_new_;
  std::vector<Tables> tables_;      // one a family
  std::vector<ExternalSort> rows_;  // one a family
  ExternalSort changes_;            // of Family::kPartners, by pair
  std::optional<Error> error_;
};

}  // namespace chancery::store
