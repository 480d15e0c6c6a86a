#include "parameters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/query_string.hpp"

namespace charts {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

const values::Timestamp kNow(1'795'453'530'000ms);

Outcome<PictureOptions> read(const std::string& query) {
  Parameters parameters(query);
  return read_picture_options(parameters, kNow);
}

TEST(Parameters, HaveDefaults) {
  const PictureOptions options = read("").value();
  EXPECT_EQ(options.range, 6h);
  EXPECT_EQ(options.end, kNow);
  EXPECT_EQ(options.theme, ThemeName::dark);
  EXPECT_EQ(options.language, Language::english);
  EXPECT_EQ(options.width, 1280);
  EXPECT_FALSE(options.height);
}

TEST(Parameters, AreRead) {
  const PictureOptions options = read("range=90m&end=1700000000&theme=light&lang=ru&width=800&height=640").value();
  EXPECT_EQ(options.range, 90min);
  EXPECT_EQ(options.end.time_since_epoch(), 1'700'000'000s);
  EXPECT_EQ(options.theme, ThemeName::light);
  EXPECT_EQ(options.language, Language::russian);
  EXPECT_EQ(options.width, 800);
  EXPECT_EQ(options.height, 640);
}

class WrongParameter : public ::testing::TestWithParam<const char*> {};

TEST_P(WrongParameter, IsRefusedByName) {
  const auto options = read(GetParam());
  ASSERT_FALSE(options) << GetParam();
  EXPECT_EQ(options.error().status, 400);
  const std::string parameter = GetParam();
  EXPECT_THAT(options.error().sentence, HasSubstr(parameter.substr(0, parameter.find('='))));
}

INSTANTIATE_TEST_SUITE_P(Parameters, WrongParameter,
                         ::testing::Values("range=", "range=4m", "range=367d", "range=-6h", "range=6", "range=6w",
                                           "range=99999999999999999999d", "end=now", "end=-1", "end=4102444801",
                                           "end=1e9", "end=", "theme=blue", "theme=", "lang=de", "width=319",
                                           "width=2561", "width=1280.5", "width=", "height=319", "height=99999999999",
                                           "height=%00", "height=2560&width=1639"));

TEST(Parameters, BoundsAreAllowed) {
  for (const char* query : {"range=5m", "range=366d", "end=0", "end=4102444800", "width=320", "width=2560",
                            "height=320", "height=2560&width=1638"}) {
    EXPECT_TRUE(read(query)) << query;
  }
}

TEST(Parameters, AsAWholeAreChecked) {
  const auto problem = [](const std::string& query, Language language = Language::english) {
    Parameters parameters(query);
    static_cast<void>(parameters.take("query"));
    return parameters.problem(language).value_or("");
  };
  EXPECT_EQ(problem("query=up"), "");
  EXPECT_THAT(problem("query=up&query=up"), HasSubstr("twice"));
  EXPECT_THAT(problem("colour=red"), HasSubstr("'colour' is unknown"));
  EXPECT_THAT(problem("colour=red", Language::russian), HasSubstr("'colour' здесь неизвестен"));
  EXPECT_THAT(problem("query=%FF"), HasSubstr("UTF-8"));
  EXPECT_THAT(problem("query=a%00b"), HasSubstr("UTF-8"));
  EXPECT_THAT(problem("query=" + std::string(8193, 'x')), HasSubstr("too long"));
  EXPECT_THAT(problem("%FF=1"), HasSubstr("unknown"));
}

}  // namespace
}  // namespace charts
