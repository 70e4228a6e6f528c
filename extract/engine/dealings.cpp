#include "extract/engine/dealings.h"

#include <algorithm>

#include "extract/engine/actor_list.h"

namespace chancery {
namespace {

constexpr std::size_t kRemembered = 6;

}  // namespace

std::vector<std::uint32_t> Dealing::everybody() const {
  std::vector<std::uint32_t> all;
  for (const auto& [one, other] : pairs) {
    for (const std::uint32_t actor : {one, other}) {
      if (!contains(all, actor)) all.push_back(actor);
    }
  }
  return all;
}

void Dealings::remember(Dealing dealing) {
  rememberList(dealing.everybody());
  last_ = std::move(dealing);
}

void Dealings::rememberList(std::vector<std::uint32_t> actors) {
  companies_.insert(companies_.begin(), std::move(actors));
  if (companies_.size() > kRemembered) companies_.pop_back();
}

const Dealing* Dealings::last(std::uint32_t sentence, std::uint32_t reach) const {
  return last_ && last_->sentence + reach >= sentence ? &*last_ : nullptr;
}

std::vector<std::uint32_t> Dealings::company(std::size_t count) const {
  for (const std::vector<std::uint32_t>& actors : companies_) {
    if (actors.size() == count) return actors;
  }
  return {};
}

std::vector<std::uint32_t> countriesByMention(const Image& image, const Cast& cast,
                                              const std::vector<SentenceItems>& sentences) {
  std::vector<std::uint32_t> countries;
  std::vector<std::size_t> counts;
  const auto add = [&](std::uint32_t country) {
    if (country == kNone || image.entities()[country].type != EntityType::kCountry) return;
    const auto at = std::find(countries.begin(), countries.end(), country);
    if (at == countries.end()) {
      countries.push_back(country);
      counts.push_back(1);
    } else {
      ++counts[static_cast<std::size_t>(at - countries.begin())];
    }
  };
  for (const SentenceItems& sentence : sentences) {
    const auto& languages = image.languages();
    const bool marked =
        sentence.language != 0 && languages[sentence.language - 1u].markers_follow != 0;
    std::vector<std::uint32_t> located;  // "ब्राजीलिया में": where, and no party to it
    for (const Group& group : sentence.groups) {
      if (marked && (group.marker == Case::kIn || group.marker == Case::kAt))
        located.insert(located.end(), group.phrases.begin(), group.phrases.end());
    }
    for (std::uint32_t index = 0; index < sentence.phrases.size(); ++index) {
      const Phrase& phrase = sentence.phrases[index];
      const bool place =
          phrase.actors.size() == 1 && cast.actor(phrase.actors.front()).type == EntityType::kPlace;
      if (place && std::find(located.begin(), located.end(), index) != located.end()) continue;
      if (phrase.actors.empty()) add(phrase.country);
      for (const std::uint32_t actor : phrase.actors) add(cast.countryOf(actor));
      for (const std::uint32_t another : phrase.more_countries) add(another);
    }
  }
  std::vector<std::size_t> order(countries.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  std::vector<std::uint32_t> sorted;
  for (const std::size_t i : order) sorted.push_back(countries[i]);
  return sorted;
}

}  // namespace chancery
