// The language packs and the knowledge base as the program uses them: one read-only block of
// memory, made by packc when the project is built and embedded in the library.
//
// Layout: a header, a directory of sections, then the sections, each an array of one of the plain
// structures below, in the byte order of the machine that it is built for. Strings stand in one
// pool; words are an open-addressing hash table (XXH3); phrases are a trie over the numbers of
// words, whose root is an array by word and whose other edges stand sorted behind each other, node
// by node. So nothing is parsed or built when the program starts, and a step in the trie touches
// one line of memory.
//
// Thread safety: immutable.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/pack/vocabulary.h"
#include "extract/text/normalize.h"
#include "extract/text/tokenizer.h"
#include "graph/entity.h"
#include "graph/relation.h"
#include "graph/result.h"

namespace chancery {

struct ImageString {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

// A word's slot in the table of words; `text` is normalised. Empty slots have length 0.
struct WordSlot {
  ImageString text;
  std::uint32_t word = 0;  // 1 upwards
};

// From a node over `word` to `child`.
struct EdgeRow {
  std::uint32_t word = 0;
  std::uint32_t child = 0;
};

struct NodeRow {
  std::uint32_t first_entry = 0;
  std::uint32_t entry_count = 0;
  std::uint32_t first_edge = 0;  // sorted by word; the root has none here
  std::uint32_t edge_count = 0;
};

// What a phrase of the lexicon is; a phrase may be several things.
struct EntryRow {
  EntryKind kind = EntryKind::kWord;
  std::uint8_t aux = 0;
  std::uint8_t language = 0;  // index + 1 of the pack that says so; 0: all
  std::uint8_t flags = 0;     // those below
  std::uint32_t value = 0;
};
inline constexpr std::uint8_t kNeedsCapital = 1;   // first letter upper case, in Latin script
inline constexpr std::uint8_t kNeedsCapitals = 2;  // all upper case: an acronym
inline constexpr std::uint8_t kIsPlural = 4;       // of a role: "ministers"
inline constexpr std::uint8_t kActsForState = 8;   // of a role: "the ministry"
inline constexpr std::uint8_t kInTwoParts = 16;    // of a trigger: "bring … together"

enum class EntityKind : std::uint8_t {
  kNothing,
  kCity,
  kRegion,
  kVenue,
  kContinent,
  kWater,
  kIntergovernmental,
  kMovement,
  kParty,
  kCompany,
  kMedia,
  kStateBody
};

inline constexpr std::int32_t kSinceEver = -(1 << 24);  // days of a far past and future
inline constexpr std::int32_t kForEver = 1 << 24;

std::string_view nameOf(EntityKind kind);
std::optional<EntityKind> entityKindNamed(std::string_view name);

struct EntityRow {
  ImageString id;  // "p.vladimir-putin"
  ImageString label;
  ImageString country;                   // "RU"
  std::uint32_t country_entity = kNone;  // the row of that country
  EntityType type = EntityType::kPerson;
  EntityKind kind = EntityKind::kNothing;
  std::uint8_t acts_for_country = 0;  // a capital, a palace, a ministry
  std::uint8_t is_woman = 0;
  std::uint32_t first_office = 0;  // in Image::officesOf(); filled in by the builder of the image
  std::uint32_t office_count = 0;
  std::int32_t from = kSinceEver;  // the first and the last day of a state
  std::int32_t to = kForEver;
};

// A name of an entity as a table has it. Of a language only where the lexicon does not hold it.
struct NameRow {
  ImageString text;
  ImageString language;  // "fr"; empty: a name of the lexicon
  ImageString fold;      // of a full name of the lexicon: see NameFold
  std::uint32_t entity = kNone;
  AliasKind kind = AliasKind::kFull;
  std::uint8_t padding = 0;
  std::uint16_t more_padding = 0;
};

// By what an entity is found beside the lexicon, as NameFold makes it: "f:" and the fold of a full
// name without blanks; "n:" and the normal form of a name in a language without a pack; of people
// "w:" and a word of the fold, "s:" and the normal form of the surname.
struct KeyRow {
  ImageString key;
  std::uint32_t entity = kNone;
};

// `person` held `office` of `of` (a country or an organisation) from a day to a day, both included.
struct OfficeRow {
  std::uint32_t of = kNone;
  std::uint32_t office = 0;
  std::uint32_t person = kNone;
  std::int32_t from = 0;
  std::int32_t to = 0;      // kStillInOffice where it has not ended
  std::uint32_t flags = 0;  // kActing, kDisputed, kJoint: nobody is the one holder then
};
inline constexpr std::int32_t kStillInOffice = kForEver;
inline constexpr std::uint32_t kActing = 1;
inline constexpr std::uint32_t kDisputed = 2;
inline constexpr std::uint32_t kJoint = 4;

struct OfficeCodeRow {
  ImageString code;
  ImageString label;
  std::uint8_t rank = 9;
  std::uint8_t leads = 0;
  std::uint8_t one_holder = 0;  // no two hold it on one day
  std::uint8_t padding = 0;
};

// A title may mean one office, or different ones in different countries.
struct RoleRow {
  std::uint32_t first = 0;  // in the section of alternatives
  std::uint32_t count = 0;
};
struct RoleAlternative {
  std::uint32_t office = 0;
  std::uint32_t of = kNone;  // the country to which this reading belongs
};

enum class TriggerClass : std::uint8_t { kVerb, kNoun };

inline constexpr std::size_t kMaxSlotCases = 8;

// Who takes part in which function. Cases in the order of preference, Case::kNone at the end.
struct FrameRow {
  ImageString name;
  Relation relation = Relation::kMeet;
  std::uint8_t subject_types = 0;  // bits of EntityType
  std::uint8_t object_types = 0;
  std::uint8_t padding = 0;
  std::uint32_t flags = 0;
  std::array<Case, kMaxSlotCases> subject{};
  std::array<Case, kMaxSlotCases> object{};
};
// What a frame asks for, or allows.
inline constexpr std::uint32_t kTakesMatrixAgent = 1u << 0;  // its agent may be the clause's
inline constexpr std::uint32_t kNeedsSupportVerb = 1u << 1;  // counts only with its verb
inline constexpr std::uint32_t kPlural = 1u << 2;            // a plural subject alone gives pairs
inline constexpr std::uint32_t kNeedsDirection = 1u << 3;    // motion: the marker is required
inline constexpr std::uint32_t kVehicle = 1u << 4;           // "said in a letter to Putin"
inline constexpr std::uint32_t kVerbless = 1u << 5;  // "पुतिन दिल्ली में": without a verb
inline constexpr std::uint32_t kReportsSpeech = 1u << 6;
inline constexpr std::uint32_t kPlannedInfinitive = 1u << 7;  // "मिलने के लिए": not done yet
inline constexpr std::uint32_t kObjectImplied = 1u << 8;
inline constexpr std::uint32_t kNotBeforeInfinitive = 1u << 9;  // "called on X to do Y": a demand
inline constexpr std::uint32_t kRemoteFrame = 1u << 10;
inline constexpr std::uint32_t kThanks = 1u << 11;        // for help they are support
inline constexpr std::uint32_t kNeedsBacking = 1u << 12;  // "assured him of its support"
inline constexpr std::uint32_t kNeedsAbout = 1u << 13;    // "told him of the talks"
inline constexpr std::uint32_t kObjectMatrix = 1u << 14;  // "came at his invitation": who came
inline constexpr std::uint32_t kPairImplied = 1u << 15;   // those who last dealt with each other
inline constexpr std::uint32_t kThroughInfinitive = 1u << 16;  // "threatened to strike Iran"
inline constexpr std::uint32_t kNeedsGoods = 1u << 17;         // "gave Nepal $10 million"
inline constexpr std::uint32_t kNeedsGiving = 1u << 18;  // हथियार: aid with देना, not with खरीदना
inline constexpr std::uint32_t kNeedsDirectMarker = 1u << 19;  // "को बताया", not "को मित्र बताया"
inline constexpr std::uint32_t kThroughSpeech = 1u
                                                << 20;  // "warned that if Iran": of whom it speaks
inline constexpr std::uint32_t kOverNoun = 1u << 21;    // "welcomed his decision", not him
inline constexpr std::uint32_t kNeedsPurpose = 1u << 22;  // "दिल्ली बुलाया", not "बुलाया" alone
inline constexpr std::uint32_t kNotUndone = 1u << 23;  // not where sanctions are lifted
inline constexpr std::uint32_t kNeedsLightVerb = 1u << 24;  // "समझौता किया", not "समझौता तोड़ा"
inline constexpr std::uint32_t kNeedsVisit = 1u << 25;   // "asked him to come to Delhi"
inline constexpr std::uint32_t kNeedsPact = 1u << 26;    // "concluded a migration accord"
inline constexpr std::uint32_t kNeedsOrigin = 1u << 27;  // "left Oslo for Kyiv"
inline constexpr std::uint32_t kNeedsBlame = 1u << 30;   // "called him a liar"
inline constexpr std::uint32_t kByPlace = 1u << 29;  // "was summoned in Ankara": by the state there
inline constexpr std::uint32_t kByPledge = 1u << 31;  // "vowed to back Ukraine" backs it
inline constexpr std::uint32_t kOfDeed = 1u << 28;    // "condemned the move": whoever made it
// Stands beside the bits of EntityType in FrameRow: what belongs to a state, "Serbian goods".
inline constexpr std::uint8_t kBelongingBit = 128;

inline constexpr std::size_t kMaxTailWords = 3;
struct TriggerRow {
  ImageString form;
  std::uint32_t frame = 0;
  // "brought … together": the words behind the object, by their numbers; kNone where there are none
  std::array<std::uint32_t, kMaxTailWords> tail = {kNone, kNone, kNone};
  TriggerClass trigger_class = TriggerClass::kVerb;
  std::uint8_t status = 255;  // a status that the form itself says; 255: none
  std::uint8_t language = 0;
  std::uint8_t padding = 0;
};

struct CueRow {
  ImageString form;
  Status status = Status::kHappened;
  CueScope scope = CueScope::kBoth;
  std::uint8_t language = 0;
  std::uint8_t padding = 0;
};

struct DateRow {
  DateOperator op = DateOperator::kMonth;
  std::uint8_t language = 0;
  std::uint16_t padding = 0;
  std::int32_t value = 0;
};

struct TopicRow {
  ImageString name;
};

struct LanguageRow {
  ImageString code;  // "hi"
  ImageString name;
  ImageString home;            // country whose offices are meant where none is named; may be empty
  ImageString gerund_ending;   // "ing"; may be empty
  ImageString present_ending;  // "s"; may be empty
  ImageString plural_ending;   // "s"; may be empty
  ImageString person_endings;  // "an|i": "the Peruvian" is one person, "the French" are many
  ImageString woman_endings;   // "ीं|ेंगी": of verbs that a woman does; may be empty
  ImageString man_endings;     // "ेंगे": of those that a man does; may be empty
  ImageString participle_endings;  // "कर", of verbs whose subject is the next one's; may be empty
  ImageString infinitive_endings;  // "ने|ना|नी"; may be empty
  ImageString past_ending;         // "ed": a word that no table lists is a verb; may be empty
  ImageString presence_frame;      // of "Modi is in Moscow"; may be empty
  std::uint32_t presence = kNone;  // its first trigger: "In Moscow for talks, Modi said"
  std::uint32_t guests = kNone;    // the trigger by which "was the guest of" is read
  std::uint32_t verbless = kNone;  // the first one whose frame needs no verb
  Script script = Script::kOther;
  std::uint8_t markers_follow = 0;  // postpositions
  std::uint8_t verb_final = 0;
  std::uint8_t has_capitals = 0;
};

// What is put in the place of `from` when words (or the names of two scripts) are compared.
struct FoldRow {
  ImageString from;
  ImageString to;
  ImageString before;  // of names alone, see NameFold::Rule
};

// How letters of a Latin name may be written in another script, see Spellings.
struct SpellingRow {
  ImageString latin;
  ImageString sounds;
  ImageString habit;  // of which language; empty: of all
  std::uint32_t cost = 0;
};

// A spelling of a name and the one that stands for all of its row, see NameVariants.
struct NameVariantRow {
  ImageString from;
  ImageString to;
  std::uint32_t least = 0;  // consonants of a word; 0: `from` is a whole word
};

// What a feature of a word tells of whose name it belongs to: see name_tagger.h. Sorted by language
// and feature.
inline constexpr std::size_t kNameTags = 7;  // as many as NameTag has
struct NameWeightRow {
  ImageString feature;
  std::array<std::int16_t, kNameTags> weights{};
  std::uint8_t language = 0;
  std::uint8_t padding = 0;
};

// An event of at least this score, and less than the next row's, is right so often.
struct ConfidenceRow {
  std::int32_t score = 0;
  std::int32_t permille = 0;
};

class Image {
 public:
  // Looks at `bytes`, which must outlive the image, and be aligned to 8.
  // Errors: kCorruption (not an image, another version, cut off).
  static Result<Image> view(std::span<const std::byte> bytes);

  // The image that is embedded in the library.
  static const Image& builtIn();

  std::string_view text(ImageString string) const {
    return strings_.substr(string.offset, string.length);
  }

  // The number of a normalised word, 0 if the lexicon does not hold it.
  std::uint32_t word(std::string_view normalised) const;
  // The node reached from `node` (0 is the root) over `word`; 0 if there is none.
  std::uint32_t child(std::uint32_t node, std::uint32_t word) const;
  std::span<const EntryRow> entries(std::uint32_t node) const;

  std::span<const EntityRow> entities() const { return entities_; }
  std::span<const OfficeRow> offices() const { return offices_; }  // by (of, office, from)
  // What a person held, in the order of the days; nothing for what is none, be it kNone.
  std::span<const OfficeRow> officesOf(std::uint32_t person) const;
  std::span<const OfficeCodeRow> officeCodes() const { return office_codes_; }
  std::span<const RoleAlternative> role(std::uint32_t index) const;
  std::span<const FrameRow> frames() const { return frames_; }
  std::span<const TriggerRow> triggers() const { return triggers_; }
  const FrameRow& frameOf(std::uint32_t trigger) const { return frames_[triggers_[trigger].frame]; }
  std::span<const CueRow> cues() const { return cues_; }
  std::span<const DateRow> dates() const { return dates_; }
  std::span<const TopicRow> topics() const { return topics_; }
  std::span<const LanguageRow> languages() const { return languages_; }
  std::span<const FoldRow> wordFolds() const { return word_folds_; }
  std::span<const FoldRow> nameFolds() const { return name_folds_; }
  std::span<const SpellingRow> spellings() const { return spellings_; }
  std::span<const NameVariantRow> nameVariants() const { return name_variants_; }
  std::span<const ImageString> abbreviations() const { return abbreviations_; }  // sorted
  // The row of a feature in a language, null if there is none.
  const NameWeightRow* nameWeights(std::uint8_t language, std::string_view feature) const;
  // kRankFeatures for all languages, then as many for each, which count besides.
  std::span<const std::int32_t> rankWeights() const { return rank_weights_; }
  std::span<const ConfidenceRow> confidences() const { return confidences_; }  // by score

  std::span<const NameRow> names() const { return names_; }  // by entity
  std::span<const NameRow> namesOf(std::uint32_t entity) const;
  std::span<const KeyRow> withKey(std::string_view key) const;  // by entity

  std::uint32_t entityWithId(std::string_view id) const;  // kNone if there is none
  std::uint32_t officeCode(std::string_view code) const;

  // Of all that articles are read with, in hex: it stands in every mention. Names in languages
  // without a pack count for nothing in it, so that a newer ICU, which brings them, does not make
  // anyone read again.
  const std::string& hash() const { return hash_; }

 private:
  friend class ImageBuilder;  // takes an image apart to add to it

  std::string_view strings_;
  std::span<const WordSlot> words_;
  std::span<const std::uint32_t> root_;  // by word: its node behind the root, 0 for none
  std::span<const EdgeRow> edges_;
  std::span<const NodeRow> nodes_;
  std::span<const EntryRow> entries_;
  std::span<const EntityRow> entities_;
  std::span<const OfficeRow> offices_;
  std::span<const OfficeRow> offices_of_persons_;
  std::span<const OfficeCodeRow> office_codes_;
  std::span<const RoleRow> roles_;
  std::span<const RoleAlternative> role_alternatives_;
  std::span<const FrameRow> frames_;
  std::span<const TriggerRow> triggers_;
  std::span<const CueRow> cues_;
  std::span<const DateRow> dates_;
  std::span<const TopicRow> topics_;
  std::span<const LanguageRow> languages_;
  std::span<const FoldRow> word_folds_;
  std::span<const FoldRow> name_folds_;
  std::span<const SpellingRow> spellings_;
  std::span<const NameVariantRow> name_variants_;
  std::span<const NameWeightRow> name_weights_;
  std::span<const ImageString> abbreviations_;
  std::span<const std::int32_t> rank_weights_;
  std::span<const ConfidenceRow> confidences_;
  std::span<const std::uint32_t> entities_by_id_;
  std::span<const NameRow> names_;
  std::span<const KeyRow> keys_;  // by key, then entity
  std::string hash_;
};

// What an image says of characters that count as others when words are compared.
CharacterFolds characterFoldsOf(const Image& image);

// Collects the sections of an image and writes them.
class ImageBuilder {
 public:
  ImageString string(std::string_view text);
  std::uint32_t word(std::string_view normalised);
  void addPhrase(std::span<const std::uint32_t> words, EntryRow entry);

  std::vector<EntityRow> entities;
  std::vector<NameRow> names;
  std::vector<KeyRow> keys;
  std::vector<OfficeRow> offices;
  std::vector<OfficeCodeRow> office_codes;
  std::vector<RoleRow> roles;
  std::vector<RoleAlternative> role_alternatives;
  std::vector<FrameRow> frames;
  std::vector<TriggerRow> triggers;
  std::vector<CueRow> cues;
  std::vector<DateRow> dates;
  std::vector<TopicRow> topics;
  std::vector<LanguageRow> languages;
  std::vector<FoldRow> word_folds;
  std::vector<FoldRow> name_folds;
  std::vector<SpellingRow> spellings;
  std::vector<NameVariantRow> name_variants;
  std::vector<NameWeightRow> name_weights;
  std::vector<std::string> abbreviations;
  std::vector<std::int32_t> rank_weights;
  std::vector<ConfidenceRow> confidences;
  // Of use while names are compiled, and no part of the image: see SoundDistance.
  std::vector<std::pair<std::string, std::string>> like_sounds;
  std::uint64_t hash = 0;  // of the image; 0: that of its bytes

  std::string_view text(ImageString string) const {
    return std::string_view(strings_).substr(string.offset, string.length);
  }
  // Sorts names, keys, offices, abbreviations and weights of names.
  std::vector<std::byte> build();
  // Sets `hash` to that of what was added so far.
  void seal();

  // What the lexicon says of a phrase so far; nullptr where it does not hold it. Valid until the
  // next phrase is added.
  std::vector<EntryRow>* entriesOf(std::span<const std::uint32_t> words);

  ImageBuilder();
  // Begins with all that `base` holds, so that more can be added: rows keep their indexes.
  explicit ImageBuilder(const Image& base);
  ~ImageBuilder();

 private:
  struct Lexicon;
  std::string strings_;
  std::unique_ptr<Lexicon> lexicon_;
};

}  // namespace chancery
