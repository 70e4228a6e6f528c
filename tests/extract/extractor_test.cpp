// What every reading keeps to, whatever the language.
#include "extract/extractor.h"

#include <thread>

#include "reading.h"
#include "support/catch.h"

namespace chancery {
namespace {

const std::string kReport =
    "विदेश मंत्री एस जयशंकर ने गुरुवार को मॉस्को में रूसी राष्ट्रपति व्लादिमीर पुतिन से मुलाकात की. उन्होंने लिखा:\n\n"
    "Honored to call on President Putin at the Kremlin today. Conveyed the warm greetings of "
    "President Droupadi Murmu & Prime Minister @narendramodi. — Dr. S. Jaishankar "
    "(@DrSJaishankar) August 21, 2025\n\n"
    "इससे पहले जयशंकर ने सर्गेई लावरोव के साथ वार्ता की.";

Article articleOf(std::string text) {
  Article article;
  article.id = "report";
  article.text = std::move(text);
  article.date = makeDay(2025, 8, 22).value();
  return article;
}

TEST_CASE("The evidence is the bytes of the article between the offsets of the mention",
          "[extractor]") {
  const Article article = articleOf(kReport);
  const DocumentEvents said = test::sharedExtractor().extract(article).value();
  REQUIRE(said.events.size() >= 3);
  for (const Event& event : said.events) {
    REQUIRE_FALSE(event.mentions.empty());
    for (const Mention& mention : event.mentions) {
      REQUIRE(mention.end <= article.text.size());
      CHECK(article.text.substr(mention.begin, mention.end - mention.begin) == mention.text);
      CHECK(mention.extractor == test::sharedExtractor().version());
    }
  }
}

TEST_CASE("An article may change its language, and quote a post in another", "[extractor]") {
  const auto events = test::eventsOf(test::read(kReport, "2025-08-22"));
  CHECK(events.count("meet S. Jaishankar > Vladimir Putin happened 2025-08-21") == 1);
  CHECK(events.count("greet Droupadi Murmu > Vladimir Putin happened 2025-08-21") == 1);
  CHECK(events.count("greet Narendra Modi > Vladimir Putin happened 2025-08-21") == 1);
  CHECK(events.count("talk S. Jaishankar > Sergey Lavrov happened 2025-08-21") == 1);
}

// The place of the last event of a relation, empty for none.
std::string placeOf(const std::string& text, Relation relation) {
  const DocumentEvents said = test::read(text, "2025-08-22");
  std::string place = "no event";
  for (const Event& event : said.events) {
    if (event.relation != relation) continue;
    place.clear();
    for (const Entity& entity : said.entities) {
      if (event.place && entity.id == *event.place) place = entity.label;
    }
  }
  return place;
}

TEST_CASE("A place is that of the event, and not of what is spoken of", "[extractor]") {
  CHECK(placeOf("Starmer flew to Riga on Monday. There he met Rinkevics.", Relation::kMeet) ==
        "Riga");
  CHECK(placeOf("Macron telephoned Merz in Berlin.", Relation::kTalk).empty());
  CHECK(placeOf("Macron promised Moldova a new wharf for ferries at Giurgiulesti.", Relation::kAid)
            .empty());
  CHECK(
      placeOf("Sandu accused Russia of reinforcing its garrison at Tiraspol.", Relation::kCriticize)
          .empty());
}

TEST_CASE("A house is where those are who met in it, and nobody else", "[extractor]") {
  const std::string received = "Putin received Modi at the Kremlin on Monday. ";
  CHECK(placeOf(received + "The two leaders then held talks.", Relation::kTalk) == "Kremlin");
  CHECK(placeOf(received + "Later Lavrov met Jaishankar.", Relation::kMeet).empty());
  CHECK(placeOf("MOSCOW, Aug 22 - " + received + "Later Lavrov met Jaishankar.", Relation::kMeet) ==
        "Moscow");
}

TEST_CASE("Reading depends on nothing but the article", "[extractor]") {
  const Article article = articleOf(kReport);
  const DocumentEvents first = test::sharedExtractor().extract(article).value();
  test::sharedExtractor().extract(articleOf("Xi met Lula in Brasilia.")).value();
  CHECK(test::sharedExtractor().extract(article).value() == first);

  std::vector<DocumentEvents> by_thread(4);
  std::vector<std::thread> threads;
  for (DocumentEvents& result : by_thread) {
    threads.emplace_back([&] { result = Extractor().extract(article).value(); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const DocumentEvents& result : by_thread) CHECK(result == first);
}

TEST_CASE("Composed and decomposed spelling give the same events", "[extractor]") {
  const std::string composed = "Aleksandar Vučić met Péter Szijjártó in Niš on 3 May 2021.";
  const std::string decomposed =
      "Aleksandar Vuc\u030Cic\u0301 met Pe\u0301ter Szijja\u0301rto\u0301 in Nis\u030C on 3 May "
      "2021.";
  const auto events = test::eventsOf(test::read(composed));
  CHECK(events.size() == 1);
  CHECK(test::eventsOf(test::read(decomposed)) == events);
  CHECK(test::eventsOf(test::read("मोदी ने ज़ेलेंस्की से मुलाक़ात की।")) ==
        test::eventsOf(test::read("मोदी ने जेलेंस्की से मुलाकात की।")));
}

TEST_CASE("Exchanging the names exchanges the participants, and nothing else", "[extractor]") {
  const auto said = [](const std::string& a, const std::string& b) {
    return test::eventsOf(
        test::read(a + " congratulated " + b + " on Monday and will visit Kyiv.", "2025-08-22"));
  };
  CHECK(said("Modi", "Putin") ==
        std::set<std::string>{"greet Narendra Modi > Vladimir Putin happened 2025-08-18",
                              "visit Narendra Modi > Kyiv planned"});
  CHECK(said("Putin", "Modi") ==
        std::set<std::string>{"greet Vladimir Putin > Narendra Modi happened 2025-08-18",
                              "visit Vladimir Putin > Kyiv planned"});
}

TEST_CASE("Denying a sentence denies its event", "[extractor]") {
  CHECK(test::eventsOf(test::read("Modi met Putin in Sochi.")) ==
        std::set<std::string>{"meet Narendra Modi > Vladimir Putin happened"});
  CHECK(test::eventsOf(test::read("Modi did not meet Putin in Sochi.")) ==
        std::set<std::string>{"meet Narendra Modi > Vladimir Putin denied"});
  CHECK(test::eventsOf(test::read("मोदी पुतिन से नहीं मिले।")) ==
        std::set<std::string>{"meet Narendra Modi > Vladimir Putin denied"});
}

TEST_CASE("A person is found by any of his names, and unknown people get an identity of their own",
          "[extractor]") {
  const auto found = test::sharedExtractor().find("जयशंकर");
  REQUIRE_FALSE(found.empty());
  CHECK(found.front().label == "S. Jaishankar");
  CHECK(test::sharedExtractor().find("@DrSJaishankar").front().id == found.front().id);

  const DocumentEvents latin = test::read("Foreign Minister Maria Tembo met Modi.");
  REQUIRE(latin.events.size() == 1);
  const DocumentEvents again = test::read("Modi held talks with Foreign Minister Maria Tembo.");
  REQUIRE(again.events.size() == 1);
  const auto tembo = [](const Event& event) {
    return event.subject.value.rfind("p.narendra", 0) == 0 ? event.object : event.subject;
  };
  CHECK(tembo(latin.events[0]) == tembo(again.events[0]));
}

TEST_CASE("An event that a long text tells again and again stands once, with all mentions",
          "[extractor]") {
  const std::string sentence = "Narendra Modi met Vladimir Putin in Moscow on 21 August 2025.\n";
  std::string text;
  while (text.size() < (300u << 10)) text += sentence;  // it is read in parts
  const DocumentEvents said = test::sharedExtractor().extract(articleOf(text)).value();
  REQUIRE(said.events.size() == 1);
  const std::vector<Mention>& mentions = said.events.front().mentions;
  REQUIRE(mentions.size() == text.size() / sentence.size());
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    REQUIRE(mentions[i].begin == i * sentence.size());
  }
}

TEST_CASE("No text makes the reader stumble", "[extractor]") {
  std::string noise;
  for (int i = 0; i < 20000; ++i) noise.push_back(static_cast<char>(i * 7919 % 256));
  CHECK(test::sharedExtractor().extract(articleOf(noise)).has_value());
  CHECK(test::read("").events.empty());
  CHECK(test::read(std::string(200000, '(')).events.empty());
  std::string lists = "Modi met ";
  for (int i = 0; i < 3000; ++i) lists += "Putin, ";
  CHECK(test::sharedExtractor().extract(articleOf(lists)).has_value());
  // as a dateline begins, and nothing follows
  CHECK(test::read("Modi, Moscow,\n\nXi Jinping will visit Japan.").events.size() == 1);
}

}  // namespace
}  // namespace chancery
