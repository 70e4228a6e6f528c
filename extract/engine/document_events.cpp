// The end of the reader: from candidates to events, each once, with its mentions and entities.
#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <tuple>

#include "extract/engine/document_reader.h"
#include "extract/engine/ranker.h"

namespace chancery {

namespace {

bool compatible(const std::optional<DateSpan>& a, const std::optional<DateSpan>& b) {
  return !a || !b || a->contains(*b) || b->contains(*a);
}

// The more exact of two dates; one that was said outweighs one that was carried over.
void takeBetterDate(const Candidate& from, Candidate& to) {
  if (!from.date) return;
  const bool said = from.date_source != DateSource::kCarried;
  const bool was_said = to.date_source != DateSource::kCarried;
  const bool narrower = to.date && to.date->contains(*from.date);
  if (!to.date || (said && !was_said) || (narrower && said == was_said)) {
    to.date = from.date;
    to.date_source = from.date_source;
  }
}

}  // namespace

void DocumentReader::rank() {
  const RankInput input{text_, image_, sentences_, cast_, posts_, isAboutSomethingElse()};
  describeCandidates(input, outcomes_);
  scoreCandidates(input, outcomes_);
}

// "भारत और उरुग्वे ने दो समझौते किए। इन पर X और Y ने हस्ताक्षर किए": what two states signed is what those
// sign who act for them.
bool DocumentReader::isSignedByName(const Candidate& pact) const {
  constexpr std::uint32_t kReach = 2;  // sentences
  if (pact.relation != Relation::kSign || !bearsMarkersBehind(pact.sentence)) return false;
  for (const std::uint32_t side : {pact.subject, pact.object}) {
    if (cast_.actor(side).type != EntityType::kCountry) return false;
  }
  const std::uint32_t one = cast_.countryOf(pact.subject);
  const std::uint32_t other = cast_.countryOf(pact.object);
  return std::any_of(outcomes_.begin(), outcomes_.end(), [&](const Outcome& outcome) {
    if (outcome.sentence < pact.sentence || outcome.sentence > pact.sentence + kReach) return false;
    return std::any_of(outcome.candidates.begin(), outcome.candidates.end(), [&](const auto& by) {
      const std::uint32_t a = cast_.countryOf(by.subject);
      const std::uint32_t b = cast_.countryOf(by.object);
      return by.relation == Relation::kSign && by.status == pact.status &&
             cast_.actor(by.subject).type == EntityType::kPerson &&
             cast_.actor(by.object).type == EntityType::kPerson &&
             ((a == one && b == other) || (a == other && b == one));
    });
  });
}

std::vector<Candidate> DocumentReader::merged() {
  std::vector<Candidate> all;
  std::vector<Candidate*> told;  // of which each of `all` is a copy
  for (Outcome& outcome : outcomes_) {
    for (Candidate& original : outcome.candidates) {
      if (isSignedByName(original)) {
        original.unlikely = true;
        continue;
      }
      told.push_back(&original);
      Candidate candidate = original;
      if (infoOf(candidate.relation).symmetric && candidate.object < candidate.subject) {
        std::swap(candidate.subject, candidate.object);
      }
      all.push_back(std::move(candidate));
    }
  }
  // every mention takes the date, the place and the status of the event to which it belongs
  std::vector<std::size_t> event_of(all.size());
  std::vector<Candidate> events;
  std::map<std::tuple<Relation, std::uint32_t, std::uint32_t>, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Candidate& candidate = all[i];
    std::size_t found = events.size();
    auto& same = alike[{candidate.relation, candidate.subject, candidate.object}];
    for (const std::size_t e : same) {
      const Candidate& event = events[e];
      // "वार्ता का अगला दौर नैरोबी में होगा": what is still to be, somewhere else
      const bool open =
          candidate.status == Status::kPlanned || candidate.status == Status::kPossible;
      const bool elsewhere = candidate.place && event.place && candidate.place != event.place &&
                             open && event.status == Status::kHappened &&
                             bearsMarkersBehind(candidate.sentence);
      if (elsewhere) continue;
      // "met him in Berlin. They will meet again in June"
      const auto happensLater = [&](const Candidate& plan, const Candidate& done) {
        const bool planned = plan.status == Status::kPlanned || plan.status == Status::kPossible;
        return planned && done.status == Status::kHappened && plan.date && article_.date &&
               plan.date_source != DateSource::kCarried && plan.date->first > *article_.date;
      };
      if (happensLater(candidate, event) || happensLater(event, candidate)) continue;
      // "Canada has closed its embassy": not when it recalled its envoy, nine years before
      const auto isLongAgo = [&](const Candidate& undated, const Candidate& dated) {
        constexpr int kYear = 366;
        constexpr std::uint32_t kReach = 2;  // sentences
        const std::uint32_t apart = undated.sentence > dated.sentence
                                        ? undated.sentence - dated.sentence
                                        : dated.sentence - undated.sentence;
        return !undated.date && dated.date && article_.date && apart > kReach &&
               dated.date->last.since_1970 + kYear < article_.date->since_1970;
      };
      if (isLongAgo(candidate, event) || isLongAgo(event, candidate)) continue;
      const bool carried = candidate.date_source == DateSource::kCarried ||
                           event.date_source == DateSource::kCarried;
      const bool same_status = event.status == candidate.status;
      if ((compatible(event.date, candidate.date) || (carried && same_status)) &&
          (same_status ||
           (event.status != Status::kDenied && candidate.status != Status::kDenied))) {
        found = e;
        break;
      }
    }
    event_of[i] = found;
    if (found == events.size()) {
      same.push_back(found);
      events.push_back(candidate);
      continue;
    }
    Candidate& event = events[found];
    takeBetterDate(candidate, event);
    if (!event.place) event.place = candidate.place;
    if (candidate.status == Status::kHappened) event.status = Status::kHappened;
  }
  // an event is as sure as its surest mention
  std::vector<std::int32_t> score(events.size(), std::numeric_limits<std::int32_t>::min());
  for (std::size_t i = 0; i < all.size(); ++i)
    score[event_of[i]] = std::max(score[event_of[i]], all[i].score);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Candidate& event = events[event_of[i]];
    all[i].date = event.date;
    all[i].place = event.place;
    all[i].status = event.status;
    all[i].event = static_cast<std::uint32_t>(event_of[i]);
    all[i].unlikely =
        sentences_.size() >= kLeastSentences && score[event_of[i]] < leastScore(image_);
    told[i]->event = all[i].event;
    told[i]->unlikely = all[i].unlikely;
  }
  return all;
}

EntityId DocumentReader::idOf(std::uint32_t index) const {
  const Actor& actor = cast_.actor(index);
  if (actor.entity != kNone) return {std::string(image_.text(image_.entities()[actor.entity].id))};
  const std::string_view country =
      actor.country == kNone ? "" : image_.text(image_.entities()[actor.country].country);
  // of a full name more is known than of a surname, which may be anybody's
  const bool full = actor.type == EntityType::kPerson && actor.fold.find(' ') != std::string::npos;
  return entityIdFor(actor.type, full ? names_.foldWithVowels(actor.label) : actor.fold, country);
}

Entity DocumentReader::entityOf(std::uint32_t index) const {
  const Actor& actor = cast_.actor(index);
  Entity entity;
  entity.id = idOf(index);
  entity.type = actor.type;
  entity.label = actor.label;
  const std::uint32_t with_country = actor.entity != kNone ? actor.entity : actor.country;
  if (with_country != kNone)
    entity.country = std::string(image_.text(image_.entities()[with_country].country));
  entity.aliases = actor.aliases;
  if (actor.entity == kNone) {
    const std::string& latin = names_.transliterated(actor.label);
    if (latin != actor.label) entity.aliases.push_back(latin);
  }
  std::sort(entity.aliases.begin(), entity.aliases.end());
  entity.aliases.erase(std::unique(entity.aliases.begin(), entity.aliases.end()),
                       entity.aliases.end());
  entity.search_keys = names_.searchKeys(entity.label);
  for (const std::string& alias : entity.aliases) {
    const std::vector<std::string>& keys = names_.searchKeys(alias);
    entity.search_keys.insert(entity.search_keys.end(), keys.begin(), keys.end());
  }
  std::sort(entity.search_keys.begin(), entity.search_keys.end());
  entity.search_keys.erase(std::unique(entity.search_keys.begin(), entity.search_keys.end()),
                           entity.search_keys.end());
  return entity;
}

Mention DocumentReader::mentionOf(const Candidate& candidate) const {
  const Sentence& sentence = text_.tokens.sentences[candidate.sentence];
  Mention mention;
  mention.document = {article_.id};
  mention.reported = article_.date;
  mention.begin = text_.tokens.tokens[sentence.first].begin;
  mention.end = text_.tokens.tokens[sentence.last - 1].end;
  mention.text = article_.text.substr(mention.begin, mention.end - mention.begin);
  mention.status = candidate.status;
  for (std::uint32_t topic : candidate.topics) {
    mention.topics.emplace_back(image_.text(image_.topics()[topic].name));
  }
  std::sort(mention.topics.begin(), mention.topics.end());
  mention.confidence_permille = candidate.confidence_permille;
  return mention;
}

namespace {

// A sentence that says an event twice mentions it once.
void addMention(Mention mention, Event& event) {
  for (Mention& known : event.mentions) {
    if (known.begin != mention.begin || known.place != mention.place) continue;
    known.confidence_permille = std::max(known.confidence_permille, mention.confidence_permille);
    std::vector<std::string> topics;
    std::set_union(known.topics.begin(), known.topics.end(), mention.topics.begin(),
                   mention.topics.end(), std::back_inserter(topics));
    known.topics = std::move(topics);
    return;
  }
  event.mentions.push_back(std::move(mention));
}

}  // namespace

DocumentEvents DocumentReader::assemble() {
  DocumentEvents result;
  std::map<EntityId, Entity> entities;
  std::map<EventId, Event> events;
  std::vector<EntityId> ids(cast_.actors().size());  // empty: not taken yet
  const auto take = [&](std::uint32_t actor) -> const EntityId& {
    EntityId& id = ids[actor];
    if (!id.value.empty()) return id;
    Entity entity = entityOf(actor);
    id = entity.id;
    const auto [at, fresh] = entities.try_emplace(id, std::move(entity));  // or left as it is
    if (!fresh) {  // two forms that are one by fold: one name in two scripts
      Entity& known = at->second;
      for (auto member : {&Entity::aliases, &Entity::search_keys}) {
        std::vector<std::string>& all = known.*member;
        all.insert(all.end(), (entity.*member).begin(), (entity.*member).end());
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
      }
    }
    return id;
  };
  for (const Candidate& candidate : merged()) {
    if (candidate.unlikely) continue;
    const EntityId& subject = take(candidate.subject);
    const EntityId& object = take(candidate.object);
    if (subject == object) continue;
    Mention mention = mentionOf(candidate);
    if (candidate.place) mention.place = take(*candidate.place);
    std::vector<Mention> mentions;
    mentions.push_back(std::move(mention));
    Event event =
        makeEvent(candidate.relation, subject, object, candidate.date, std::move(mentions));
    const auto [at, fresh] = events.try_emplace(event.id, std::move(event));
    if (!fresh) addMention(std::move(event.mentions.front()), at->second);
  }
  for (auto& [id, event] : events) {
    derive(event);
    result.events.push_back(std::move(event));
  }
  std::sort(result.events.begin(), result.events.end(), comesBefore);
  for (auto& [id, entity] : entities) result.entities.push_back(std::move(entity));
  return result;
}

}  // namespace chancery
