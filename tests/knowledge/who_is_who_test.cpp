// How well people are told from one another: the check sets of this folder, see README.md.
#include <cstdio>
#include <fstream>
#include <map>
#include <set>

#include "extract/extractor.h"
#include "extract/names/name_fold.h"
#include "support/catch.h"

namespace chancery {
namespace {

std::vector<std::vector<std::string>> rowsOf(const std::string& name) {
  std::ifstream file(std::string(CHANCERY_SOURCE_DIR) + "/tests/knowledge/" + name);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells(1);
    for (char c : line) {
      if (c == '\t') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

DocumentEvents read(Extractor& extractor, const std::string& id, const std::string& text,
                    const std::string& date) {
  Article article;
  article.id = id;
  article.text = text;
  article.date = parseDateSpan(date).value().first;
  return extractor.extract(article).value();
}

std::set<std::string> personsIn(const DocumentEvents& said) {
  std::set<std::string> persons;
  for (const Event& event : said.events) {
    for (const EntityId& id : {event.subject, event.object}) {
      for (const Entity& entity : said.entities) {
        if (entity.id == id && entity.type == EntityType::kPerson) persons.insert(id.value);
      }
    }
  }
  return persons;
}

std::string idOf(const Extractor& extractor, const std::string& name) {
  std::string id;
  for (const Entity& entity : extractor.find(name)) {
    if (entity.type == EntityType::kPerson) id = entity.id.value;
  }
  return id;
}

struct Figures {
  std::size_t rows = 0, answered = 0, right = 0;
  double share(std::size_t of, std::size_t all) const {
    return all == 0 ? 0 : static_cast<double>(of) / static_cast<double>(all);
  }
  double answeredShare() const { return share(answered, rows); }
  double rightShare() const { return share(right, answered); }
};

// Each row: date, text, who is meant, who else the sentence names.
Figures readMentions(const std::string& name) {
  Extractor extractor;
  Figures figures;
  for (const std::vector<std::string>& row : rowsOf(name)) {
    REQUIRE(row.size() == 4);
    ++figures.rows;
    const std::string wanted = idOf(extractor, row[2]);
    std::set<std::string> persons = personsIn(read(extractor, "x", row[1], row[0]));
    if (row[3] != "-") persons.erase(idOf(extractor, row[3]));
    const bool right = !wanted.empty() && persons == std::set<std::string>{wanted};
    if (!persons.empty()) ++figures.answered;
    if (right) ++figures.right;
    if (!right) {
      std::printf("%s: %s %s: wanted %s (%s), got", name.c_str(), row[0].c_str(), row[1].c_str(),
                  row[2].c_str(), wanted.c_str());
      for (const std::string& person : persons) std::printf(" %s", person.c_str());
      std::printf("\n");
    }
  }
  std::printf("%s: %zu rows, %.3f answered, %.3f of these right\n", name.c_str(), figures.rows,
              figures.answeredShare(), figures.rightShare());
  return figures;
}

TEST_CASE("Mentions by office, by surname and misspelt", "[figures]") {
  for (const char* name :
       {"mentions-role.tsv", "mentions-surname.tsv", "mentions-spelling.tsv"}) {
    CHECK(readMentions(name).rows == 100);
  }
}

TEST_CASE("Full names of two scripts meet", "[figures]") {
  const NameFold fold(Image::builtIn());
  const auto rows = rowsOf("pairs.tsv");
  REQUIRE(rows.size() == 200);
  std::size_t met = 0, wrong = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows.size(); ++j) {
      const bool same = fold.fold(rows[i][0]) == fold.fold(rows[j][1]);
      if (same && i == j) ++met;
      if (same && i != j) ++wrong;
      if (same != (i == j)) {
        std::printf("%s [%s] | %s [%s]\n", rows[i][0].c_str(), fold.fold(rows[i][0]).c_str(),
                    rows[j][1].c_str(), fold.fold(rows[j][1]).c_str());
      }
    }
  }
  std::printf("pairs.tsv: %zu of 200 meet, %zu false links\n", met, wrong);
}

}  // namespace
}  // namespace chancery
