// What ICU (CLDR) calls countries in the languages that have no pack: by these names they are
// found, but no article is read with them, so two countries of one name in some language do no
// harm.

#include <unicode/locid.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>

#include "extract/pack/knowledge_compiler.h"

namespace chancery {
namespace {

using DisplayNames = std::unique_ptr<ULocaleDisplayNames, decltype(&uldn_close)>;

// One locale a language and script: "sr", "sr_Latn"; regions differ in little.
std::set<std::string> foreignLocales(const ImageBuilder& builder) {
  std::set<std::string> known;
  for (const LanguageRow& language : builder.languages) known.emplace(builder.text(language.code));
  std::set<std::string> locales;
  for (std::int32_t i = 0; i < uloc_countAvailable(); ++i) {
    const icu::Locale locale(uloc_getAvailable(i));
    if (known.contains(locale.getLanguage()) || *locale.getCountry() != 0) continue;
    locales.emplace(locale.getName());
  }
  return locales;
}

std::string nameOf(const ULocaleDisplayNames* names, const std::string& country) {
  std::array<UChar, 200> text{};
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t length = uldn_regionDisplayName(
      names, country.c_str(), text.data(), static_cast<std::int32_t>(text.size()), &status);
  if (U_FAILURE(status) || length <= 0 || length >= static_cast<std::int32_t>(text.size()))
    return {};
  std::string name;
  icu::UnicodeString(text.data(), length).toUTF8String(name);
  return name == country ? std::string() : name;
}

}  // namespace

void addForeignCountryNames(PhraseMaker& phrases) {
  ImageBuilder& builder = phrases.builder();
  Faults faults;
  KnowledgeCompiler compiler(phrases, faults);
  std::map<std::uint32_t, std::string> countries;
  for (std::uint32_t i = 0; i < builder.entities.size(); ++i) {
    const EntityRow& row = builder.entities[i];
    const std::string_view code = builder.text(row.country);
    if (row.type == EntityType::kCountry && code.size() == 2) countries.emplace(i, code);
  }
  std::map<std::uint32_t, std::set<std::string>> seen;
  for (const std::string& locale : foreignLocales(builder)) {
    std::array<UDisplayContext, 2> how = {UDISPCTX_LENGTH_FULL, UDISPCTX_NO_SUBSTITUTE};
    UErrorCode status = U_ZERO_ERROR;
    const DisplayNames names(uldn_openForContext(locale.c_str(), how.data(),
                                                 static_cast<std::int32_t>(how.size()), &status),
                             &uldn_close);
    if (U_FAILURE(status)) continue;
    std::string tag = locale;
    std::replace(tag.begin(), tag.end(), '_', '-');
    for (const auto& [entity, code] : countries) {
      const std::string name = nameOf(names.get(), code);
      if (!name.empty() && seen[entity].insert(name).second) {
        compiler.addForeignName(entity, tag, name);
      }
    }
  }
}

}  // namespace chancery
