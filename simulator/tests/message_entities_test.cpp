#include "message_entities.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "message.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

json::array one(std::string_view type, const json::value& offset, const json::value& length) {
  json::array list;
  list.push_back(json::object{{"type", type}, {"offset", offset}, {"length", length}});
  return list;
}

ApiResult<json::array> parse(const json::value& entities, std::string_view text) {
  return parse_entities(entities, text, trimmed(text));
}

TEST(MessageEntitiesTest, CountUtf16Units) {
  EXPECT_EQ(count_utf16_units("aя€🎓"), 5U);
  const json::array whole = one("pre", 0, 5);
  EXPECT_EQ(parse(whole, "aя€🎓").value(), whole);
  EXPECT_EQ(parse(one("pre", 0, 6), "aя€🎓").error().description,
            "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 6");
}

TEST(MessageEntitiesTest, MoveWithTheTextAsItIsTrimmed) {
  EXPECT_EQ(parse(one("bold", 0, 6), "  ab  ").value(), one("bold", 0, 2));
  EXPECT_EQ(parse(one("bold", 3, 1), "  ab  ").value(), one("bold", 1, 1));
  EXPECT_TRUE(parse(one("bold", 0, 2), "  ab  ").value().empty());
}

TEST(MessageEntitiesTest, NonsenseIsRefused) {
  const auto fault = [](const json::value& entities) { return parse(entities, "text").error().description; };
  EXPECT_EQ(fault(one("loud", 0, 1)), "Bad Request: can't parse MessageEntity: Unsupported type specified");
  EXPECT_EQ(fault(one("bold", "0", 1)),
            "Bad Request: can't parse MessageEntity: Field \"offset\" must be of type Number");
  EXPECT_EQ(fault(one("bold", 0, std::int64_t{1} << 40U)),
            "Bad Request: can't parse MessageEntity: Field \"length\" must be of type Number");
  EXPECT_EQ(fault(json::array{1}), "Bad Request: can't parse MessageEntity: expected an Object");
  EXPECT_EQ(fault("bold"), "Bad Request: can't parse entities JSON object");
}

TEST(MessageEntitiesTest, NothingIsFoundWithinWhatIsGiven) {
  const json::array merged = merge_entities(one("pre", 4, 4), bot_commands_in("/a  /b  /c"));
  ASSERT_EQ(merged.size(), 3U);
  EXPECT_EQ(merged[0].at("type"), json::value("bot_command"));
  EXPECT_EQ(merged[1].at("type"), json::value("pre"));
  EXPECT_EQ(merged[2].at("offset"), json::value(8));
}

}  // namespace
}  // namespace simulator
