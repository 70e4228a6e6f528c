#include "store/text_search.h"

#include <algorithm>

#include "store/words.h"

namespace chancery {
namespace {

bool beginsWith(const std::string& word, const std::string& beginning) {
  return word.compare(0, beginning.size(), beginning) == 0;
}

bool isNamed(const SearchTerm& term, const Event& event) {
  return std::any_of(term.named.begin(), term.named.end(), [&](const EntityId& id) {
    return id == event.subject || id == event.object || id == event.place;
  });
}

}  // namespace

SearchTerm searchTerm(std::string_view text) {
  SearchTerm term;
  term.words = store::wordsOf(text);
  term.is_beginning = !text.empty() && text.back() == '*';
  return term;
}

bool isSaidIn(const SearchTerm& term, const std::vector<std::string>& words) {
  const auto fits = [&](const std::string& word, const std::string& wanted) {
    const bool is_last = &wanted == &term.words.back();
    return term.is_beginning && is_last ? beginsWith(word, wanted) : word == wanted;
  };
  return !term.words.empty() && std::search(words.begin(), words.end(), term.words.begin(),
                                            term.words.end(), fits) != words.end();
}

bool isSaidIn(const SearchTerm& term, std::string_view passage) {
  return isSaidIn(term, store::wordsOf(passage));
}

bool isTold(const std::vector<SearchTerm>& terms, const Event& event) {
  std::vector<std::vector<std::string>> passages;
  for (const Mention& mention : event.mentions) passages.push_back(store::wordsOf(mention.text));
  return std::all_of(terms.begin(), terms.end(), [&](const SearchTerm& term) {
    return isNamed(term, event) ||
           std::any_of(passages.begin(), passages.end(),
                       [&](const auto& passage) { return isSaidIn(term, passage); });
  });
}

Result<void> searchEvents(const EventSource& source, const std::vector<SearchTerm>& terms,
                          const EventFilter& filter, const EventSource::EventVisitor& visit) {
  return source.forEachEvent(filter, Detail::kMentions, [&](const Event& event) {
    return !isTold(terms, event) || visit(event);
  });
}

}  // namespace chancery
