#include "cli/levels.h"

#include <algorithm>
#include <map>

#include "cli/options.h"
#include "extract/pack/image.h"

namespace chancery::cli {
namespace {

Entity entityOf(const Image& image, const EntityRow& row) {
  Entity entity;
  entity.id = {std::string(image.text(row.id))};
  entity.type = row.type;
  entity.label = image.text(row.label);
  entity.country = image.text(row.country);
  return entity;
}

// Whom each person and organisation of the knowledge base acts for.
class Representation {
 public:
  Representation(const Image& image, bool by_country) : image_(image), by_country_(by_country) {
    const auto rows = image_.entities();
    for (std::uint32_t i = 0; i < rows.size(); ++i) rows_.emplace(image_.text(rows[i].id), i);
    for (const OfficeRow& office : image_.offices()) {
      offices_[office.person].push_back(&office);
    }
  }

  std::vector<Affiliation> of(const Entity& entity) const {
    std::vector<Affiliation> affiliations;
    const auto row = rows_.find(entity.id.value);
    if (row != rows_.end() && entity.type == EntityType::kPerson) {
      affiliations = byOffice(row->second);
    }
    if (entity.type == EntityType::kPerson) {
      for (Affiliation& always : affiliationsByCountry(entity)) {
        affiliations.push_back(std::move(always));
      }
    } else if (row != rows_.end() && entity.type == EntityType::kOrganisation) {
      const EntityId state = stateOf(row->second);
      if (state != entity.id) affiliations.push_back({state, std::nullopt});
    }
    return affiliations;
  }

  std::optional<Entity> known(const EntityId& id) const {
    const auto row = rows_.find(id.value);
    if (row == rows_.end()) return std::nullopt;
    return entityOf(image_, image_.entities()[row->second]);
  }

 private:
  // Offices of states come first; those of equal standing by whom they are of.
  std::vector<Affiliation> byOffice(std::uint32_t person) const {
    std::vector<Affiliation> affiliations;
    const auto found = offices_.find(person);
    if (found == offices_.end()) return affiliations;
    for (const OfficeRow* office : found->second) {
      affiliations.push_back({stateOf(office->of), DateSpan{{office->from}, {office->to}}});
    }
    std::stable_sort(affiliations.begin(), affiliations.end(),
                     [](const Affiliation& a, const Affiliation& b) { return a.whole < b.whole; });
    return affiliations;  // "c." sorts before "o."
  }

  // The organisation itself, or the state of which it is a body.
  EntityId stateOf(std::uint32_t row) const {
    const EntityRow& entity = image_.entities()[row];
    const bool acts = entity.acts_for_country != 0 && entity.country_entity != kNone;
    const EntityRow& whole =
        by_country_ && acts ? image_.entities()[entity.country_entity] : entity;
    return {std::string(image_.text(whole.id))};
  }

  const Image& image_;
  bool by_country_;
  std::map<std::string_view, std::uint32_t> rows_;
  std::map<std::uint32_t, std::vector<const OfficeRow*>> offices_;
};

}  // namespace

Outcome<void> LevelledStore::keepCountries(const Arguments& arguments) {
  const NameFinder names(*store_);
  std::set<EntityId> countries;
  for (const std::string& name : splitAtCommas(arguments.valueOf("country"))) {
    const auto country = names.findCountry(name);
    if (!country) return tl::unexpected(country.error());
    countries.insert(country->id);
  }
  if (countries.empty()) return wrongCommandLine("--country needs a name");
  const Representation representation(store_->knowledge().image(), true);
  auto kept = RepresentedSource::of(*store_, std::move(countries), [&](const Entity& entity) {
    auto affiliations = representation.of(entity);
    if (entity.type == EntityType::kOrganisation && affiliations.empty() &&
        !entity.country.empty()) {
      affiliations.push_back({countryIdOf(entity.country), std::nullopt});
    }
    return affiliations;
  });
  if (!kept) return tl::unexpected(Failure(kept.error()));
  represented_ = std::make_unique<RepresentedSource>(std::move(*kept));
  return {};
}

Outcome<LevelledStore> LevelledStore::open(const Arguments& arguments) {
  const auto level = choiceOption(arguments, "level", {"person", "organisation", "country"});
  if (!level) return tl::unexpected(level.error());
  auto store = openStore(arguments);
  if (!store) return tl::unexpected(store.error());
  LevelledStore levelled(std::move(*store));
  if (arguments.has("country")) {
    const auto kept = levelled.keepCountries(arguments);
    if (!kept) return tl::unexpected(kept.error());
  }
  if (*level == "person") return levelled;
  const auto representation = std::make_shared<const Representation>(
      levelled.store_->knowledge().image(), *level == "country");
  auto folded = FoldedSource::fold(
      levelled.below(),
      {[representation](const Entity& entity) { return representation->of(entity); },
       [representation](const EntityId& id) { return representation->known(id); }});
  if (!folded) return tl::unexpected(Failure(folded.error()));
  levelled.folded_ = std::move(*folded);
  return levelled;
}

const EntityId& LevelledStore::meant(const EntityId& entity) const {
  return folded_ ? folded_->wholeOf(entity, std::nullopt) : entity;
}

}  // namespace chancery::cli
