#include <cstdio>

#include "extract/extractor.h"

int main() {
  chancery::Article article;
  article.id = "a";
  article.text = "Modi met Putin in Sochi.";
  const auto said = chancery::Extractor().extract(article);
  std::printf("%zu\n", said->events.size());
  return said->events.size() == 1 ? 0 : 1;
}
