#include "extract/engine/explain.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "extract/engine/ranker.h"
#include "extract/pack/rank_features.h"

namespace chancery {
namespace {

using Json = nlohmann::ordered_json;

class Explainer {
 public:
  Explainer(const Image& image, const DocumentReader& reader)
      : image_(image), reader_(reader), text_(reader.text()) {}

  Json sentence(std::uint32_t index) const {
    const SentenceItems& items = reader_.sentences()[index];
    const Sentence& sentence = text_.tokens.sentences[index];
    Json result;
    result["sentence"] = std::string(text_.tokens.textOf(sentence.first, sentence.last));
    result["language"] =
        items.language == 0
            ? ""
            : std::string(image_.text(image_.languages()[items.language - 1u].code));
    Json row = Json::array();
    for (const Item& item : items.items) row.push_back(describe(items, item));
    result["items"] = std::move(row);
    Json readings = Json::array();
    for (const Outcome& outcome : reader_.outcomes()) {
      if (outcome.read_in == index) readings.push_back(describe(items, outcome));
    }
    result["readings"] = std::move(readings);
    return result;
  }

 private:
  std::string surface(const Item& item) const {
    return std::string(
        text_.tokens.textOf(text_.lexemes[item.first].first, text_.lexemes[item.last - 1].last));
  }

  Json describe(const SentenceItems& sentence, const Item& item) const {
    Json result;
    result["text"] = surface(item);
    if (item.group >= 0) {
      const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
      result["case"] = std::string(nameOf(group.marker));
      Json actors = Json::array();
      for (std::uint32_t index : group.phrases) {
        for (std::uint32_t actor : sentence.phrases[index].actors)
          actors.push_back(reader_.cast().actor(actor).label);
      }
      result["actors"] = std::move(actors);
      // what the weights say of names that neither a table nor a rule explains
      Json tagged = Json::array();
      for (std::uint32_t index : group.phrases) {
        const auto name = reader_.taggedName(sentence, sentence.phrases[index]);
        if (!name) continue;
        tagged.push_back(std::string(nameOf(name->type)) + " by " + std::to_string(name->margin));
      }
      if (!tagged.empty()) result["tagged"] = std::move(tagged);
      return result;
    }
    if (item.date >= 0) {
      result["is"] = "date";
      return result;
    }
    Json kinds = Json::array();
    for (std::uint32_t l = item.first; l < item.last; ++l) {
      for (const EntryRow& entry : text_.entriesOf(text_.lexemes[l])) {
        if (entry.language == 0 || entry.language == sentence.language)
          kinds.push_back(nameOfEntry(entry));
      }
    }
    if (kinds.empty() && item.punctuation == 0) kinds.push_back("unknown");
    if (!kinds.empty()) result["is"] = std::move(kinds);
    return result;
  }

  std::string nameOfEntry(const EntryRow& entry) const {
    const std::string kind(nameOf(entry.kind));
    switch (entry.kind) {
      case EntryKind::kMarker:
        return kind + " " + std::string(nameOf(static_cast<Case>(entry.value)));
      case EntryKind::kGrammar: return std::string(nameOf(static_cast<Grammar>(entry.value)));
      case EntryKind::kTrigger:
        return kind + " of " + std::string(image_.text(image_.frameOf(entry.value).name));
      case EntryKind::kCue:
        return kind + " " + std::string(nameOf(image_.cues()[entry.value].status));
      default: return kind;
    }
  }

  Json describe(const SentenceItems& sentence, const Outcome& outcome) const {
    const TriggerRow& trigger = image_.triggers()[outcome.reading.trigger];
    Json result;
    result["trigger"] = surface(sentence.items[outcome.reading.item]);
    result["frame"] = std::string(image_.text(image_.frames()[trigger.frame].name));
    result["row"] = std::string(image_.text(trigger.form));
    result["subject"] = slot(sentence, outcome.reading.subject);
    result["object"] = outcome.reading.each_other ? std::string("each other")
                                                  : slot(sentence, outcome.reading.object);
    result["status"] = std::string(nameOf(outcome.reading.status));
    Json events = Json::array();
    for (const Candidate& candidate : outcome.candidates)
      events.push_back(describe(candidate, sentence.language));
    if (!outcome.dropped.empty()) result["dropped"] = std::string(outcome.dropped);
    result["events"] = std::move(events);
    return result;
  }

  std::string slot(const SentenceItems& sentence, const Slot& slot) const {
    if (slot.implied) return "(implied)";
    for (const Item& item : sentence.items) {
      if (slot.group >= 0 && item.group == slot.group) return surface(item);
    }
    return "";
  }

  Json describe(const Candidate& candidate, std::uint8_t language) const {
    Json result;
    result["relation"] = std::string(infoOf(candidate.relation).name);
    result["subject"] = reader_.cast().actor(candidate.subject).label;
    result["object"] = reader_.cast().actor(candidate.object).label;
    result["status"] = std::string(nameOf(candidate.status));
    if (candidate.date) result["date"] = toIso(*candidate.date);
    static constexpr std::string_view kSources[] = {"", "its clause", "its sentence", "its post",
                                                    "what came before"};
    if (candidate.date)
      result["date from"] = std::string(kSources[static_cast<std::size_t>(candidate.date_source)]);
    if (candidate.place) result["place"] = reader_.cast().actor(*candidate.place).label;
    result["confidence"] = candidate.confidence_permille;
    result["score"] = candidate.score;
    if (candidate.unlikely) result["unlikely"] = true;
    // what a ranking is learnt from
    result["event"] = candidate.event;
    result["features"] = weights(candidate.features, language);
    Json names;
    names["subject"] = namesOf(candidate.subject);
    names["object"] = namesOf(candidate.object);
    if (candidate.place) names["place"] = namesOf(*candidate.place);
    result["names"] = std::move(names);
    return result;
  }

  // What shows whether an event is right, with what it counts.
  Json weights(const RankFeatureSet& features, std::uint8_t language) const {
    Json result = Json::object();
    for (std::size_t feature = 0; feature < kRankFeatures; ++feature) {
      if (!features[feature]) continue;
      RankFeatureSet alone;
      alone.set(feature);
      result[nameOfRankFeature(feature)] = scoreOf(alone, language, image_);
    }
    return result;
  }

  Json namesOf(std::uint32_t index) const {
    const Actor& actor = reader_.cast().actor(index);
    Json names = Json::array({actor.label});
    for (const std::string& alias : actor.aliases) names.push_back(alias);
    return names;
  }

  const Image& image_;
  const DocumentReader& reader_;
  const LexedText& text_;
};

std::string dump(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string joined(const Json& list) {
  std::string result;
  for (const Json& element : list)
    result += (result.empty() ? "" : ", ") + element.get<std::string>();
  return result;
}

std::string itemLine(const Json& item) {
  std::string line = "    " + item["text"].get<std::string>();
  if (item.contains("case")) {
    line += "   [" + item["case"].get<std::string>() + "]";
    if (!item["actors"].empty()) line += " = " + joined(item["actors"]);
    if (item.contains("tagged")) line += ", tagged " + joined(item["tagged"]);
  } else if (item.contains("is")) {
    line += "   " + (item["is"].is_array() ? joined(item["is"]) : item["is"].get<std::string>());
  }
  return line + "\n";
}

// "score of: subject: pronoun -120, …", what counts most first.
std::string weightLine(const Json& features) {
  std::vector<std::pair<int, std::string>> weights;
  for (const auto& [name, weight] : features.items()) {
    if (weight != 0) weights.emplace_back(weight.get<int>(), name);
  }
  if (weights.empty()) return "";
  std::stable_sort(weights.begin(), weights.end(), [](const auto& a, const auto& b) {
    return std::abs(a.first) > std::abs(b.first);
  });
  std::string line;
  for (const auto& [weight, name] : weights) {
    line += (line.empty() ? "     score: " : ", ") + name + (weight > 0 ? " +" : " ") +
            std::to_string(weight);
  }
  return line + "\n";
}

std::string readingLines(const Json& reading) {
  std::string text = "  -> " + reading["frame"].get<std::string>() + " (" +
                     reading["trigger"].get<std::string>() +
                     "), subject: " + reading["subject"].get<std::string>() +
                     "; object: " + reading["object"].get<std::string>() + "; " +
                     reading["status"].get<std::string>() + "\n";
  if (reading.contains("dropped"))
    text += "     dropped: " + reading["dropped"].get<std::string>() + "\n";
  for (Json event : reading["events"]) {
    const Json features = event["features"];
    for (const char* key : {"event", "features", "names"}) event.erase(key);
    text += "     " + dump(event) + "\n" + weightLine(features);
  }
  return text;
}

}  // namespace

std::string explainAsJson(const Image& image, const DocumentReader& reader,
                          const DocumentEvents& events) {
  const Explainer explainer(image, reader);
  Json result;
  result["document"] = events.document.id.value;
  Json sentences = Json::array();
  for (std::uint32_t s = 0; s < reader.sentences().size(); ++s)
    sentences.push_back(explainer.sentence(s));
  result["sentences"] = std::move(sentences);
  result["events"] = events.events.size();
  return dump(result, 2) + "\n";
}

std::string explainAsText(const Image& image, const DocumentReader& reader,
                          const DocumentEvents& events) {
  const Explainer explainer(image, reader);
  std::string text;
  for (std::uint32_t s = 0; s < reader.sentences().size(); ++s) {
    const Json sentence = explainer.sentence(s);
    text += std::to_string(s + 1) + " [" + sentence["language"].get<std::string>() + "] " +
            sentence["sentence"].get<std::string>() + "\n";
    for (const Json& item : sentence["items"]) text += itemLine(item);
    for (const Json& reading : sentence["readings"]) text += readingLines(reading);
  }
  text += std::to_string(events.events.size()) + " events\n";
  return text;
}

void setCodePoints(std::string_view text, DocumentEvents& events) {
  std::vector<Mention*> mentions;
  for (Event& event : events.events) {
    for (Mention& mention : event.mentions) mentions.push_back(&mention);
  }
  std::sort(mentions.begin(), mentions.end(),
            [](const Mention* a, const Mention* b) { return a->begin < b->begin; });
  std::uint64_t bytes = 0;
  std::uint64_t code_points = 0;
  for (Mention* mention : mentions) {
    if (bytes < mention->begin) {
      const std::string_view passed = text.substr(bytes, mention->begin - bytes);
      code_points += static_cast<std::uint64_t>(
          std::count_if(passed.begin(), passed.end(), [](char c) { return (c & 0xC0) != 0x80; }));
      bytes = mention->begin;
    }
    mention->code_point_begin = code_points;
  }
}

}  // namespace chancery
