#include "extract/user_knowledge.h"

#include <algorithm>

#include "extract/names/name_fold.h"
#include "extract/pack/image.h"
#include "extract/pack/phrases.h"
#include "extract/pack/user_tables.h"

namespace chancery {
namespace {

// The bytes of an image beside what looks at them.
struct OwnedImage {
  explicit OwnedImage(std::vector<std::byte> from)
      : bytes(std::move(from)), image(Image::view(bytes).value()) {}

  std::vector<std::byte> bytes;
  Image image;
};

std::shared_ptr<const Image> builtIn() {
  return {std::shared_ptr<const Image>(), &Image::builtIn()};  // lives for ever: nothing is owned
}

}  // namespace

UserKnowledge::UserKnowledge()
    : image_(builtIn()),
      edits_(std::make_shared<const EntityEdits>()),
      places_(std::make_shared<const Places>()) {}

Result<UserKnowledge> UserKnowledge::read(const std::vector<std::filesystem::path>& files) {
  UserKnowledge knowledge;
  if (files.empty()) return knowledge;
  ImageBuilder builder(Image::builtIn());
  PhraseMaker phrases = PhraseMaker::like(Image::builtIn(), builder);
  Faults faults;
  UserTables tables = compileUserTables(files, phrases, faults);
  if (!faults.empty()) {
    std::string message;
    for (const std::string& fault : faults.messages()) {
      message += (message.empty() ? "" : "\n") + fault;
    }
    return makeError(ErrorCode::kInvalidInput, message);
  }
  Places places;
  for (const auto& [entity, name, place] : tables.names) {
    places.try_emplace({std::string(builder.text(builder.entities[entity].id)), name},
                       place.file + ":" + std::to_string(place.line));
  }
  knowledge.places_ = std::make_shared<const Places>(std::move(places));
  knowledge.offices_ = tables.offices;
  if (tables.hash != 0) {
    builder.hash ^= tables.hash;
    const auto owned = std::make_shared<const OwnedImage>(builder.build());
    knowledge.image_ = {owned, &owned->image};
  }
  // so that those who are told apart can be asked for by name
  const NameFold fold(*knowledge.image_);
  const auto addKeys = [&](Entity& entity) {
    if (!entity.label.empty()) entity.search_keys = fold.searchKeys(entity.label);
    std::sort(entity.search_keys.begin(), entity.search_keys.end());
  };
  for (EntityMerge& merge : tables.edits.merges) addKeys(merge.into);
  for (EntitySplit& split : tables.edits.splits) addKeys(split.into);
  knowledge.edits_ = std::make_shared<const EntityEdits>(std::move(tables.edits));
  return knowledge;
}

std::string UserKnowledge::whereNamed(const EntityId& id, std::string_view name) const {
  const auto at = places_->find({id.value, std::string(name)});
  return at == places_->end() ? std::string() : at->second;
}

std::size_t UserKnowledge::added() const { return places_->size() + offices_; }

std::string userKnowledgeTemplate() {
  return "# Your own people, organisations and places for Chancery.\n"
         "# UTF-8, one row a line, cells parted by one tab. The first cell says what a row is. A "
         "line "
         "that\n"
         "# begins with # is a comment: take it away in front of the rows that you use, and write "
         "your own.\n"
         "# Where a cell may hold several names, | parts them. A row such as the first of each "
         "group "
         "names\n"
         "# the columns; it may be left out, and another language is another column: fr, "
         "short_fr.\n"
         "#\n"
         "# chancery knowledge check FILE   says what is wrong, with its line\n"
         "# chancery knowledge find NAME    says what is known under a name\n"
         "\n"
         "# People. key: small letters, digits and hyphens; never change it. short_*: what names "
         "the "
         "person\n"
         "# alone, a surname.\n"
         "#person\tkey\tlabel\tcountry\ten\thi\tshort_en\tshort_hi\thandles\n"
         "#person\tjane-roe\tJane Roe\tNZ\tJane A. Roe|Dr. Jane Roe\tजेन रो|जेन ए. "
         "रो\tRoe\tरो\t@janeroe\n"
         "\n"
         "# Offices. office: a code, see `chancery knowledge offices`; of: a country, or o: and an "
         "organisation;\n"
         "# from, to: 2024-05-22, 2024-05 or 2024, no `to`: still in office. note: acting, "
         "disputed, "
         "joint.\n"
         "# The same person, office and `from` as in the base ends or corrects that term.\n"
         "#office\tperson\toffice\tof\tfrom\tto\tnote\n"
         "#office\tjane-roe\tambassador\tNZ\t2024-05-22\t\t\n"
         "\n"
         "# Organisations. kind: igo, movement, party, company, media, state_body (acts for its "
         "country).\n"
         "#organisation\tkey\tlabel\tkind\tcountry\ten\thi\tmembers\n"
         "#organisation\tsouth-sea-forum\tSouth Sea Forum\tigo\t\tSSF\tदक्षिण सागर मंच\tNZ|AU|FJ\n"
         "\n"
         "# Places. kind: city, region, venue, continent, water; flags: capital, seat (of a "
         "government).\n"
         "#place\tkey\tlabel\tkind\tcountry\tflags\ten\thi\n"
         "#place\tlake-house\tLake House\tvenue\tNZ\t\tThe Lake House\tलेक हाउस\n"
         "\n"
         "# Countries and territories that the base does not have; key as in ISO 3166, from, to: "
         "their life.\n"
         "#country\tkey\tlabel\ten\thi\ten_adj\thi_adj\tfrom\tto\n"
         "#country\tXZ\tAtlantis\tRepublic of Atlantis\tअटलांटिस\tAtlantean\tअटलांटिसी\t2030\t\n"
         "\n"
         "# Further names of somebody or something that is known. form: full (or empty), short, "
         "adjective,\n"
         "# handle; not: this is no name of theirs.\n"
         "#alias\tkey\tnames\tform\n"
         "#alias\tnarendra-modi\tNaMo|नमो\tshort\n"
         "\n"
         "# Two nodes that are one; ids of nodes as `chancery show` and `chancery names` print "
         "them. "
         "Nothing\n"
         "# is written into the store: without the row they are two again.\n"
         "#merge\tentity\tinto\n"
         "#merge\tp.6ba7b810-9dad-51d1-80b4-00c04fd430c8\tjane-roe\n"
         "\n"
         "# One node that is two: what `documents` (* for any characters) tell, from a day, to a "
         "day, "
         "with\n"
         "# somebody, is about `into`, a key that is known or a new one with its label. Two ids "
         "and\n"
         "# nothing else: they are two, though their names sound alike.\n"
         "#split\tentity\tinto\tlabel\tdocuments\tfrom\tto\twith\n"
         "#split\tp.6ba7b810-9dad-51d1-80b4-00c04fd430c8\tanother-roe\tJohn "
         "Roe\tsports/*\t2019\t2021\tc.au\n";
}

}  // namespace chancery
