#include "store/evidence.h"

#include "store/coder.h"

namespace chancery::store {
namespace {

constexpr std::uint8_t kStatusBits = 3;
constexpr std::size_t kUsualBytes = 40;  // of a mention but for its text
// Which of the optional things follow.
constexpr std::uint8_t kHasPlace = 4;
constexpr std::uint8_t kHasCodePoint = 8;
constexpr std::uint8_t kHasReported = 16;

std::uint8_t flagsOf(const Mention& mention, const MentionNumbers& numbers) {
  return static_cast<std::uint8_t>(
      static_cast<std::uint8_t>(mention.status) | (numbers.place ? kHasPlace : 0) |
      (mention.code_point_begin ? kHasCodePoint : 0) | (mention.reported ? kHasReported : 0));
}

void write(Encoder& out, const Mention& mention, const MentionNumbers& numbers) {
  out.byte(flagsOf(mention, numbers));
  if (mention.reported) out.day(*mention.reported);
  out.number(mention.begin);
  out.number(mention.end - mention.begin);
  if (mention.code_point_begin) out.number(*mention.code_point_begin);
  out.text(mention.text);
  out.number(numbers.topics.size());
  for (TopicNumber topic : numbers.topics) out.number(topic.value);
  out.number(static_cast<std::uint64_t>(mention.confidence_permille));
  out.text(mention.extractor);
  if (numbers.place) out.fixed(numbers.place->value);
}

std::optional<std::vector<MentionRecord>> decode(std::string_view bytes, bool of_format_2) {
  Decoder in(bytes);
  std::vector<MentionRecord> mentions(in.count());
  for (MentionRecord& record : mentions) {
    Mention& mention = record.mention;
    const std::uint8_t flags = in.byte();
    mention.status = static_cast<Status>(flags & kStatusBits);
    if ((flags & kHasReported) != 0) mention.reported = in.day();
    mention.begin = in.number();
    mention.end = (of_format_2 ? 0 : mention.begin) + in.number();
    if ((flags & kHasCodePoint) != 0) mention.code_point_begin = in.number();
    mention.text = in.text();
    if (of_format_2) {
      mention.topics = in.texts();
    } else {
      record.topics.resize(in.count());
      for (TopicNumber& topic : record.topics) topic = {static_cast<std::uint32_t>(in.number())};
    }
    mention.confidence_permille = static_cast<int>(in.number());
    mention.extractor = in.text();
    if ((flags & kHasPlace) != 0) record.place = EntityNumber{in.fixed()};
  }
  return ifDone(in, std::move(mentions));
}

}  // namespace

std::string encode(const std::vector<MentionRecord>& mentions) {
  Encoder out;
  out.number(mentions.size());
  for (const MentionRecord& record : mentions) write(out, record.mention, record);
  return out.take();
}

std::string encode(const std::vector<Mention>& mentions,
                   const std::vector<MentionNumbers>& numbers) {
  Encoder out;
  for (const Mention& mention : mentions) out.expect(mention.text.size() + kUsualBytes);
  out.number(mentions.size());
  for (std::size_t i = 0; i < mentions.size(); ++i) write(out, mentions[i], numbers[i]);
  return out.take();
}

std::optional<std::vector<MentionRecord>> decodeMentions(std::string_view bytes) {
  return decode(bytes, false);
}

std::optional<std::vector<MentionRecord>> decodeMentionsOfFormat2(std::string_view bytes) {
  return decode(bytes, true);
}

}  // namespace chancery::store
