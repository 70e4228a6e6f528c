// One language pack: how a language says the things that Chancery reads.

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <set>

#include "extract/pack/phrases.h"
#include "extract/text/normalize.h"

namespace chancery {
namespace {

constexpr std::uint8_t kNoStatus = 255;
constexpr std::string_view kGap = "…";  // between the parts of a verb: "bring … together"

std::optional<int> integer(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

class LanguageCompiler {
 public:
  LanguageCompiler(std::filesystem::path directory, std::uint8_t language, PhraseMaker& phrases,
                   Faults& faults)
      : directory_(std::move(directory)),
        language_(language),
        phrases_(phrases),
        builder_(phrases.builder()),
        faults_(faults),
        paradigms_(Paradigms::read(directory_ / "paradigms.tsv", faults)) {}

  void run() {
    readMarkers();
    readGrammar();
    readPronouns();
    readRoles();
    readNameParts();
    readDates();
    readCues();
    readFrames();
    readTriggers();
    findTriggersOfNoWord();
    readWords();
    readNameWeights();
  }

 private:
  // The cells of one row under their columns' names.
  struct Row {
    const Table& table;
    const TableRow& row;
    std::string operator[](std::string_view column) const {
      const int index = table.column(column);
      return index < 0 ? std::string() : row.cells[static_cast<std::size_t>(index)];
    }
  };

  template <typename Read>
  void readRows(const std::string& name, const std::vector<std::string>& columns, Read read) {
    const Table table = readTable(directory_ / name, columns, faults_);
    for (const std::string& column : columns) {
      if (table.column(column) < 0) return;
    }
    for (const TableRow& row : table.rows) {
      current_file_ = table.file;
      current_line_ = row.line;
      read(Row{table, row});
    }
  }

  void fault(const std::string& text) { faults_.add(current_file_, current_line_, text); }

  EntryRow entry(EntryKind kind, std::uint32_t value, std::uint8_t aux = 0) const {
    EntryRow row;
    row.kind = kind;
    row.aux = aux;
    row.language = language_;
    row.value = value;
    return row;
  }

  void addForms(const Row& row, const std::string& forms, const std::string& paradigm,
                EntryRow what) {
    for (const std::string& lemma : alternatives(forms)) {
      for (const InflectedForm& form :
           paradigms_.expand(lemma, paradigm, row.table, row.row.line, faults_)) {
        EntryRow with_flags = what;
        if (what.kind == EntryKind::kRole) {
          const std::uint8_t flags = capitalFlags(form.text);
          if (flags == kNeedsCapitals) with_flags.flags |= flags;
          if (form.plural) with_flags.flags |= kIsPlural;
        }
        if (!phrases_.add(form.text, with_flags)) fault("'" + form.text + "' holds no word");
      }
    }
  }

  // Made by a program (bench/quality/train_tagger.cpp), but read as every other table; a language
  // may do without.
  void readNameWeights() {
    if (!std::filesystem::exists(directory_ / "name_weights.tsv")) return;
    const std::vector<std::string> tags = {
        "none",  "person",      "person inside", "organisation", "organisation inside",
        "place", "place inside"};
    std::vector<std::string> columns = {"feature"};
    columns.insert(columns.end(), tags.begin(), tags.end());
    std::set<std::string> seen;
    readRows("name_weights.tsv", columns, [&](const Row& row) {
      NameWeightRow weights;
      weights.language = language_;
      if (!seen.insert(row["feature"]).second)
        return fault("feature '" + row["feature"] + "' stands twice");
      weights.feature = builder_.string(row["feature"]);
      for (std::size_t tag = 0; tag < tags.size(); ++tag) {
        const std::string cell = row[tags[tag]];
        const auto weight = integer(cell.empty() ? "0" : cell);
        if (!weight || *weight < std::numeric_limits<std::int16_t>::min() ||
            *weight > std::numeric_limits<std::int16_t>::max())
          return fault("'" + cell + "' is no weight");
        weights.weights[tag] = static_cast<std::int16_t>(*weight);
      }
      builder_.name_weights.push_back(weights);
    });
  }

  void readMarkers() {
    readRows("markers.tsv", {"form", "case"}, [&](const Row& row) {
      const auto marker = caseNamed(row["case"]);
      if (!marker) return fault("case '" + row["case"] + "' is not known");
      addForms(row, row["form"], "",
               entry(EntryKind::kMarker, static_cast<std::uint32_t>(*marker)));
    });
  }

  void readGrammar() {
    readRows("grammar.tsv", {"class", "paradigm", "forms"}, [&](const Row& row) {
      const auto grammar = grammarNamed(row["class"]);
      if (!grammar) return fault("class '" + row["class"] + "' is not known");
      addForms(row, row["forms"], row["paradigm"],
               entry(EntryKind::kGrammar, static_cast<std::uint32_t>(*grammar)));
    });
  }

  void readPronouns() {
    readRows("pronouns.tsv", {"kind", "case", "forms"}, [&](const Row& row) {
      const auto kind = pronounKindNamed(row["kind"]);
      const auto marker = caseNamed(row["case"].empty() ? "none" : row["case"]);
      if (!kind) return fault("kind '" + row["kind"] + "' is not known");
      if (!marker) return fault("case '" + row["case"] + "' is not known");
      addForms(row, row["forms"], "",
               entry(EntryKind::kPronoun, static_cast<std::uint32_t>(*kind),
                     static_cast<std::uint8_t>(*marker)));
    });
  }

  std::uint32_t officeCode(const std::string& code) const {
    for (std::size_t i = 0; i < builder_.office_codes.size(); ++i) {
      if (builder_.text(builder_.office_codes[i].code) == code)
        return static_cast<std::uint32_t>(i);
    }
    return kNone;
  }

  std::uint32_t countryWithCode(const std::string& code) const {
    for (std::size_t i = 0; i < builder_.entities.size(); ++i) {
      const EntityRow& entity = builder_.entities[i];
      if (entity.type == EntityType::kCountry && builder_.text(entity.country) == code) {
        return static_cast<std::uint32_t>(i);
      }
    }
    return kNone;
  }

  void readRoles() {
    readRows("roles.tsv", {"form", "paradigm", "office", "kind"}, [&](const Row& row) {
      const auto kind = roleKindNamed(row["kind"]);
      if (!kind) return fault("kind '" + row["kind"] + "' is not known");
      RoleRow role;
      role.first = static_cast<std::uint32_t>(builder_.role_alternatives.size());
      for (const std::string& reading : alternatives(row["office"])) {
        const std::size_t at = reading.find('@');
        RoleAlternative alternative;
        alternative.office = officeCode(reading.substr(0, at));
        if (alternative.office == kNone) {
          fault("office '" + reading.substr(0, at) + "' is not in office_codes.tsv");
          continue;
        }
        if (at != std::string::npos) {
          alternative.of = countryWithCode(reading.substr(at + 1));
          if (alternative.of == kNone)
            fault("country '" + reading.substr(at + 1) + "' is not known");
        }
        builder_.role_alternatives.push_back(alternative);
      }
      role.count = static_cast<std::uint32_t>(builder_.role_alternatives.size()) - role.first;
      const auto index = static_cast<std::uint32_t>(builder_.roles.size());
      builder_.roles.push_back(role);
      const bool of_state = *kind == RoleKind::kState;
      EntryRow what = entry(EntryKind::kRole, index,
                            static_cast<std::uint8_t>(of_state ? RoleKind::kCollective : *kind));
      if (of_state) what.flags = kActsForState;
      addForms(row, row["form"], row["paradigm"], what);
    });
  }

  void readNameParts() {
    readRows("name_parts.tsv", {"kind", "forms"}, [&](const Row& row) {
      const auto kind = namePartNamed(row["kind"]);
      if (!kind) return fault("kind '" + row["kind"] + "' is not known");
      addForms(row, row["forms"], "",
               entry(EntryKind::kNamePart, static_cast<std::uint32_t>(*kind)));
    });
  }

  void readDates() {
    readRows("dates.tsv", {"operator", "value", "forms"}, [&](const Row& row) {
      const auto op = dateOperatorNamed(row["operator"]);
      if (!op) return fault("operator '" + row["operator"] + "' is not known");
      DateRow date;
      date.op = *op;
      date.language = language_;
      const std::string value = row["value"];
      const auto unit = unitNamed(value);
      const auto number = integer(value);
      const bool of_unit = *op == DateOperator::kUnit || *op == DateOperator::kUnitNow ||
                           *op == DateOperator::kSameUnit;
      if (of_unit && unit) {
        date.value = static_cast<std::int32_t>(*unit);
      } else if (number) {
        date.value = *number;
      } else if (!value.empty()) {
        return fault("value '" + value + "' is no number and no unit");
      }
      const auto index = static_cast<std::uint32_t>(builder_.dates.size());
      builder_.dates.push_back(date);
      for (const std::string& form : alternatives(row["forms"])) {
        EntryRow what = entry(EntryKind::kDate, index);
        // "May" and "Sat" are names of days only where they are written as names
        what.flags = form.front() >= 'A' && form.front() <= 'Z' ? kNeedsCapital : 0;
        phrases_.add(form, what);
      }
    });
  }

  void readCues() {
    readRows("cues.tsv", {"status", "scope", "paradigm", "forms"}, [&](const Row& row) {
      const auto status = statusNamed(row["status"]);
      const auto scope = cueScopeNamed(row["scope"]);
      if (!status) return fault("status '" + row["status"] + "' is not known");
      if (!scope) return fault("scope '" + row["scope"] + "' is not known");
      for (const std::string& form : alternatives(row["forms"])) {
        CueRow cue;
        cue.status = *status;
        cue.scope = *scope;
        cue.language = language_;
        // an ending is compared with a word that is not folded: जाएँगे beside जाएंगे
        cue.form = builder_.string(*scope == CueScope::kEnding ? normalizeWord(form, {}) : form);
        const auto index = static_cast<std::uint32_t>(builder_.cues.size());
        builder_.cues.push_back(cue);
        if (*scope != CueScope::kEnding) {
          addForms(row, form, row["paradigm"], entry(EntryKind::kCue, index));
        }
      }
    });
  }

  std::uint8_t typesOf(const std::string& cell) {
    if (cell.empty()) {
      return 1u << static_cast<unsigned>(EntityType::kPerson) |
             1u << static_cast<unsigned>(EntityType::kCountry) |
             1u << static_cast<unsigned>(EntityType::kOrganisation);
    }
    unsigned types = 0;
    for (const std::string& name : alternatives(cell)) {
      if (name == "belonging") {
        types |= kBelongingBit;
        continue;
      }
      const auto type = entityTypeNamed(name);
      if (!type) {
        fault("type '" + name + "' is not known");
      } else {
        types |= 1u << static_cast<unsigned>(*type);
      }
    }
    return static_cast<std::uint8_t>(types);
  }

  std::array<Case, kMaxSlotCases> casesOf(const std::string& cell) {
    std::array<Case, kMaxSlotCases> cases{};
    std::size_t count = 0;
    for (const std::string& name : alternatives(cell)) {
      const auto value = caseNamed(name);
      if (!value) {
        fault("case '" + name + "' is not known");
      } else if (count == kMaxSlotCases) {
        fault("more than " + std::to_string(kMaxSlotCases) + " cases");
      } else {
        cases[count++] = *value;
      }
    }
    return cases;
  }

  void readFrames() {
    static const std::map<std::string, std::uint32_t> kFlags = {
        {"matrix", kTakesMatrixAgent},
        {"support", kNeedsSupportVerb},
        {"plural", kPlural},
        {"direction", kNeedsDirection},
        {"speech", kReportsSpeech},
        {"no_infinitive", kPlannedInfinitive},
        {"remote", kRemoteFrame},
        {"thanks", kThanks},
        {"object_implied", kObjectImplied},
        {"needs_backing", kNeedsBacking},
        {"needs_about", kNeedsAbout},
        {"object_matrix", kObjectMatrix},
        {"pair_implied", kPairImplied},
        {"needs_goods", kNeedsGoods},
        {"needs_pact", kNeedsPact},
        {"needs_visit", kNeedsVisit},
        {"needs_origin", kNeedsOrigin},
        {"of_deed", kOfDeed},
        {"by_place", kByPlace},
        {"by_pledge", kByPledge},
        {"vehicle", kVehicle},
        {"verbless", kVerbless},
        {"needs_blame", kNeedsBlame},
        {"needs_giving", kNeedsGiving},
        {"over_noun", kOverNoun},
        {"needs_purpose", kNeedsPurpose},
        {"not_undone", kNotUndone},
        {"light", kNeedsLightVerb},
        {"direct_marker", kNeedsDirectMarker},
        {"through_speech", kThroughSpeech},
        {"through_infinitive", kThroughInfinitive},
        {"not_before_infinitive", kNotBeforeInfinitive}};
    readRows("frames.tsv",
             {"frame", "relation", "subject", "object", "subject_types", "object_types", "options",
              "example"},
             [&](const Row& row) {
               FrameRow frame;
               const auto relation = relationNamed(row["relation"]);
               if (!relation) return fault("relation '" + row["relation"] + "' is not known");
               frame.relation = *relation;
               frame.name = builder_.string(row["frame"]);
               frame.subject = casesOf(row["subject"]);
               frame.object = casesOf(row["object"]);
               frame.subject_types = typesOf(row["subject_types"]);
               frame.object_types = typesOf(row["object_types"]);
               for (const std::string& option : alternatives(row["options"])) {
                 const auto flag = kFlags.find(option);
                 if (flag == kFlags.end()) {
                   fault("option '" + option + "' is not known");
                 } else {
                   frame.flags |= flag->second;
                 }
               }
               if (row["example"].empty()) fault("needs an example");
               const auto index = static_cast<std::uint32_t>(builder_.frames.size());
               if (!frames_.emplace(row["frame"], index).second) {
                 fault("frame '" + row["frame"] + "' stands here again");
               }
               builder_.frames.push_back(frame);
             });
  }

  void readTriggers() {
    readRows("triggers.tsv", {"frame", "class", "status", "paradigm", "forms"},
             [&](const Row& row) {
               for (const std::string& name : alternatives(row["frame"])) readTrigger(row, name);
             });
  }

  void readTrigger(const Row& row, const std::string& frame_name) {
    const auto frame = frames_.find(frame_name);
    if (frame == frames_.end()) return fault("frame '" + frame_name + "' is not in frames.tsv");
    TriggerRow trigger;
    trigger.frame = frame->second;
    trigger.language = language_;
    trigger.status = kNoStatus;
    if (row["class"] == "noun") {
      trigger.trigger_class = TriggerClass::kNoun;
    } else if (row["class"] != "verb") {
      return fault("class '" + row["class"] + "' is neither noun nor verb");
    }
    if (!row["status"].empty()) {
      const auto status = statusNamed(row["status"]);
      if (!status) return fault("status '" + row["status"] + "' is not known");
      trigger.status = static_cast<std::uint8_t>(*status);
    }
    trigger.form = builder_.string(row["forms"]);
    std::string whole;
    for (const std::string& form : alternatives(row["forms"])) {
      if (!triggers_.insert({frame_name, row["class"], row["status"], row["paradigm"], form})
               .second)
        fault("'" + form + "' brings about '" + frame_name + "' in another row, too");
      const std::size_t gap = form.find(kGap);
      if (gap == std::string::npos) {
        whole += (whole.empty() ? "" : "|") + form;
      } else {
        readParted(row, form.substr(0, gap), form.substr(gap + kGap.size()), trigger);
      }
    }
    if (whole.empty()) return;
    const auto index = static_cast<std::uint32_t>(builder_.triggers.size());
    builder_.triggers.push_back(trigger);
    LanguageRow& pack = builder_.languages[language_ - 1u];
    if (pack.presence == kNone && frame_name == builder_.text(pack.presence_frame))
      pack.presence = index;
    addForms(row, whole, row["paradigm"], entry(EntryKind::kTrigger, index));
  }

  // The rows that are read without a word of theirs in the text.
  void findTriggersOfNoWord() {
    LanguageRow& pack = builder_.languages[language_ - 1u];
    for (std::uint32_t row = 0; row < builder_.triggers.size(); ++row) {
      const TriggerRow& trigger = builder_.triggers[row];
      if (trigger.language != language_) continue;
      const FrameRow& frame = builder_.frames[trigger.frame];
      const bool of_guests = frame.relation == Relation::kHost && frame.subject[0] == Case::kOf &&
                             (frame.flags & kObjectMatrix) != 0 && trigger.status == kNoStatus;
      if (of_guests && pack.guests == kNone) pack.guests = row;
      if ((frame.flags & kVerbless) != 0 && pack.verbless == kNone) pack.verbless = row;
    }
  }

  // "bring … together": a verb whose object stands between its parts.
  void readParted(const Row& row, const std::string& head, const std::string& tail,
                  TriggerRow trigger) {
    const std::vector<std::uint32_t> words = phrases_.wordsOf(tail);
    if (words.empty() || words.size() > kMaxTailWords || row["class"] != "verb")
      return fault("'" + head + " … " + tail + "': a verb, and one to three words behind the gap");
    std::copy(words.begin(), words.end(), trigger.tail.begin());
    trigger.form = builder_.string(head + " … " + tail);
    const auto index = static_cast<std::uint32_t>(builder_.triggers.size());
    builder_.triggers.push_back(trigger);
    EntryRow what = entry(EntryKind::kTrigger, index);
    what.flags = kInTwoParts;
    addForms(row, head, row["paradigm"], what);
  }

  void readWords() {
    readRows("words.tsv", {"class", "paradigm", "forms"}, [&](const Row& row) {
      const auto word_class = wordClassNamed(row["class"]);
      if (!word_class) return fault("class '" + row["class"] + "' is not known");
      addForms(row, row["forms"], row["paradigm"],
               entry(EntryKind::kWord, static_cast<std::uint32_t>(*word_class)));
    });
  }

  std::filesystem::path directory_;
  std::uint8_t language_;
  PhraseMaker& phrases_;
  ImageBuilder& builder_;
  Faults& faults_;
  Paradigms paradigms_;
  std::map<std::string, std::uint32_t> frames_;
  std::set<std::array<std::string, 5>> triggers_;  // frame, class, status, paradigm and form
  std::string current_file_;
  int current_line_ = 0;
};

}  // namespace

void compileLanguage(const std::filesystem::path& directory, std::uint8_t language,
                     PhraseMaker& phrases, Faults& faults) {
  LanguageCompiler(directory, language, phrases, faults).run();
}

void compileTopics(const std::filesystem::path& file,
                   const std::map<std::string, std::uint8_t>& languages, PhraseMaker& phrases,
                   Faults& faults) {
  const Table table = readTable(file, {"topic"}, faults);
  for (const TableRow& row : table.rows) {
    const auto index = static_cast<std::uint32_t>(phrases.builder().topics.size());
    phrases.builder().topics.push_back({phrases.builder().string(row.cells[0])});
    for (std::size_t i = 1; i < table.columns.size(); ++i) {
      const auto language = languages.find(table.columns[i]);
      if (language == languages.end()) continue;  // a language without a pack yet
      for (const std::string& form : alternatives(row.cells[i])) {
        EntryRow entry;
        entry.kind = EntryKind::kTopic;
        entry.language = language->second;
        entry.value = index;
        if (capitalFlags(form) == kNeedsCapitals) entry.flags = kNeedsCapitals;
        if (!phrases.add(form, entry))
          faults.add(table.file, row.line, "'" + form + "' holds no word");
      }
    }
  }
}

}  // namespace chancery
