#include "extract/user_knowledge.h"

#include <algorithm>
#include <fstream>

#include "extract/extractor.h"
#include "extract/known_entity.h"
#include "extract/pack/image.h"
#include "support/catch.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

class Tables {
 public:
  std::filesystem::path write(const std::string& name, const std::string& content) const {
    std::ofstream(dir_.path() / name, std::ios::binary) << content;
    return dir_.path() / name;
  }
  Result<UserKnowledge> read(const std::string& content) const {
    return UserKnowledge::read({write("my.tsv", content)});
  }
  // What is wrong, without the folder.
  std::string faultsOf(const std::string& content) const {
    const auto knowledge = read(content);
    REQUIRE_FALSE(knowledge);
    std::string message = knowledge.error().message;
    const std::string folder = dir_.path().string() + "/";
    for (std::size_t at = 0; (at = message.find(folder)) != std::string::npos;) {
      message.erase(at, folder.size());
    }
    return message;
  }

 private:
  test::TempDir dir_;
};

std::vector<std::string> participantsIn(const UserKnowledge& knowledge, const std::string& text) {
  Extractor extractor(knowledge.image());
  Article article;
  article.id = "a";
  article.text = text;
  article.date = makeDay(2026, 3, 1).value();
  std::vector<std::string> ids;
  const DocumentEvents said = extractor.extract(article).value();
  for (const Event& event : said.events) {
    ids.push_back(event.subject.value);
    ids.push_back(event.object.value);
  }
  return ids;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

constexpr const char* kRoe =
    "person\tjane-roe\tJane Roe\tNZ\tJane A. Roe\tजेन रो\tRoe\tरो\t@janeroe\n";

TEST_CASE("People whom a user adds are found in articles, in both scripts", "[knowledge]") {
  const Tables tables;
  const auto knowledge = tables.read(kRoe).value();
  CHECK(has(participantsIn(knowledge, "Narendra Modi met Roe in Delhi."), "p.jane-roe"));
  CHECK(has(participantsIn(knowledge, "Jane A. Roe met Vladimir Putin in Moscow."), "p.jane-roe"));
  CHECK(has(participantsIn(knowledge, "नरेंद्र मोदी ने दिल्ली में जेन रो से मुलाकात की।"), "p.jane-roe"));
  CHECK(has(participantsIn(knowledge, "नरेंद्र मोदी ने दिल्ली में रो से मुलाकात की।"), "p.jane-roe"));
  // and the base is all there
  CHECK(has(participantsIn(knowledge, "Narendra Modi met Roe in Delhi."), "p.narendra-modi"));
  CHECK_FALSE(
      has(participantsIn(UserKnowledge(), "Narendra Modi met Roe in Delhi."), "p.jane-roe"));
}

TEST_CASE("Organisations, places, countries and further names can be added", "[knowledge]") {
  const Tables tables;
  const auto knowledge =
      tables
          .read(
              "organisation\tsouth-sea-forum\tSouth Sea Forum\tigo\t\tSSF\tदक्षिण सागर मंच\n"
              "place\tlake-house\tLake House\tvenue\tNZ\tseat\t\tलेक हाउस\n"
              "country\tXZ\tAtlantis\tRepublic of Atlantis\tअटलांटिस\tAtlantean\tअटलांटिसी\n"
              "alias\tnarendra-modi\tNaMo\tshort\n")
          .value();
  CHECK(has(participantsIn(knowledge, "Vladimir Putin visited Atlantis."), "c.xz"));
  CHECK(has(participantsIn(knowledge, "NaMo met Vladimir Putin in Moscow."), "p.narendra-modi"));
  CHECK(findKnown(knowledge, "SSF").at(0).entity.id.value == "o.south-sea-forum");
  CHECK(findKnown(knowledge, "लेक हाउस").at(0).entity.country == "NZ");
}

TEST_CASE("A name that is none can be taken away", "[knowledge]") {
  const Tables tables;
  const auto before = findKnown(UserKnowledge(), "Modi");
  REQUIRE_FALSE(before.empty());
  const auto knowledge = tables.read("alias\tnarendra-modi\tModi\tnot\n").value();
  for (const KnownEntity& known : findKnown(knowledge, "Modi")) {
    CHECK(known.entity.id.value != "p.narendra-modi");
  }
}

TEST_CASE("A term of the base can be ended, and another begun", "[knowledge]") {
  const Tables tables;
  CHECK(tables.faultsOf(std::string(kRoe) + "office\tjane-roe\tprime_minister\tIN\t2027-01-01\n")
            .find("my.tsv:2: Narendra Modi and Jane Roe hold prime_minister of India at once") ==
        0);
  const auto knowledge =
      tables
          .read(std::string(kRoe) +
                "office\tnarendra-modi\tprime_minister\tIN\t2014-05-26\t2027-01-01\n"
                "office\tjane-roe\tprime_minister\tIN\t2027-01-01\n")
          .value();
  const auto modi = knownEntity(knowledge, "p.narendra-modi").value();
  CHECK(std::any_of(modi.offices.begin(), modi.offices.end(), [](const KnownOffice& office) {
    return office.code == "prime_minister" && office.to == makeDay(2027, 1, 1).value();
  }));
}

TEST_CASE("What is wrong in a user's table is named with its line, all of it", "[knowledge]") {
  const Tables tables;
  const std::string faults = tables.faultsOf(
      "# mine\n"
      "persn\tx\tX Y\n"
      "person\tjane roe\tJane Roe\tNZ\n"
      "person\tjohn-roe\tJohn Roe\tQQ\n"
      "person\tnarendra-modi\tNarendra Modi\tIN\n"
      "person\tjose\tJose\xCC\x81 X\tES\n"
      "alias\tnobody-at-all\tNobody\n"
      "office\tnarendra-modi\tking_of_all\tIN\t2001\n"
      "office\tnarendra-modi\tambassador\tIN\t2001-13\n"
      "office\tnarendra-modi\tpresident\tSS\t2001\t2002\n"
      "merge\tp.narendra-modi\to.un\n"
      "split\tnarendra-modi\tother\tOther\n"
      "person jane Jane\n"
      "person\tsergey-two\tSergey Lavrov\tRU\n"
      "office\tvladimir-putin\tpresident\tRU\t2012-05-07\t2011\n"
      "alias\tvladimir-putin\tNo Such Name\tnot\n");
  for (const char* fault :
       {"my.tsv:2: 'persn' is no kind of row", "my.tsv:3: key 'jane roe'", "my.tsv:4: country 'QQ'",
        "my.tsv:5: key 'narendra-modi' is in the knowledge base already",
        "my.tsv:6: is not in Unicode normal form C", "my.tsv:7: nobody and nothing has the key",
        "my.tsv:8: office 'king_of_all'", "my.tsv:9: ", "my.tsv:10: ",
        "my.tsv:11: merges 'p.narendra-modi' with 'o.un', of another type",
        "my.tsv:12: does not say what is told of the other", "my.tsv:13: has one cell only",
        "my.tsv:14: 'Sergey Lavrov' is a name of Sergey Lavrov",
        "my.tsv:15: the office ends before it begins", "my.tsv:16: 'No Such Name' is no name"}) {
    INFO(fault << " in\n" << faults);
    CHECK(faults.find(fault) != std::string::npos);
  }
}

TEST_CASE("Merges may not go in a circle", "[knowledge]") {
  const Tables tables;
  CHECK(tables
            .faultsOf("merge\tnarendra-modi\tvladimir-putin\nmerge\tvladimir-putin\txi-jinping\n"
                      "merge\txi-jinping\tnarendra-modi\n")
            .find("my.tsv:3: merges in a circle") == 0);
}

TEST_CASE("The version of an extractor follows what a table says, not how", "[knowledge]") {
  const Tables tables;
  const auto version = [&](const std::string& content) {
    return Extractor(tables.read(content).value().image()).version();
  };
  const std::string base = Extractor().version();
  const std::string with_roe = version(kRoe);
  CHECK(with_roe != base);
  CHECK(version("# a comment\n" + std::string(kRoe)) == with_roe);
  CHECK(version(std::string(kRoe) + "alias\tjane-roe\tJ. Roe\n") != with_roe);
  // what is applied when a store is asked changes nothing in how articles are read
  CHECK(version("merge\tvladimir-putin\txi-jinping\n") == base);
  CHECK(version("# nothing\n") == base);
}

TEST_CASE("Several tables go together, and a header chooses the columns", "[knowledge]") {
  const Tables tables;
  const auto one = tables.write("one.tsv", kRoe);
  const auto two =
      tables.write("two.tsv",
                   "\xEF\xBB\xBF# with a byte order mark, and lines that end in CRLF\r\n"
                   "office\tperson\tfrom\toffice\tof\r\n"
                   "office\tjane-roe\t2025\tambassador\tNZ\r\n");
  const auto knowledge = UserKnowledge::read({one, two}).value();
  CHECK(knownEntity(knowledge, "p.jane-roe")->offices.at(0).code == "ambassador");
  CHECK(knownEntity(knowledge, "p.jane-roe")->names.at(0).where.find("one.tsv:1") !=
        std::string::npos);
}

TEST_CASE("A file that is not there is named", "[knowledge]") {
  const auto knowledge = UserKnowledge::read({"/nowhere/my.tsv"});
  REQUIRE_FALSE(knowledge);
  CHECK(knowledge.error().message.find("/nowhere/my.tsv") == 0);
}

TEST_CASE("The template is without fault, with its examples taken for rows, too", "[knowledge]") {
  const Tables tables;
  std::string text = userKnowledgeTemplate();
  CHECK(tables.read(text));
  for (std::size_t at = 0; (at = text.find("\n#", at)) != std::string::npos; ++at) {
    const std::size_t tab = text.find('\t', at);
    const std::size_t end = text.find('\n', at + 1);
    if (tab < end && text.find(' ', at) > tab) text.erase(at + 1, 1);
  }
  const auto knowledge = tables.read(text);
  INFO((knowledge ? "" : knowledge.error().message));
  REQUIRE(knowledge);
  CHECK(knowledge->edits().merges.size() == 1);
  CHECK(knowledge->edits().splits.size() == 1);
  CHECK(knowledge->added() > 10);
}

TEST_CASE("A name is found by what it is, and the rule is told", "[knowledge]") {
  const UserKnowledge base;
  CHECK(findKnown(base, "p.narendra-modi").at(0).rule == "id");
  CHECK(findKnown(base, "Narendra Modi").at(0).rule == "full name");
  CHECK(findKnown(base, "नरेंद्र मोदी").at(0).entity.id.value == "p.narendra-modi");
  CHECK(findKnown(base, "Narendra Modee").at(0).rule == "same fold as a full name");
  CHECK(findKnown(base, "Narendar Modee").at(0).rule == "spelling of a full name");
  CHECK(findKnown(base, "Nobody Whatsoever").empty());
}

}  // namespace
}  // namespace chancery
