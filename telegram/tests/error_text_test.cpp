#include "error_text.hpp"

#include <gtest/gtest.h>

#include "values/utf8.hpp"

namespace telegram {
namespace {

constexpr std::string_view kToken = "123:AAsecret";

TEST(ErrorText, LeavesAnOrdinaryDescriptionAlone) {
  EXPECT_EQ(error_text("Bad Request: chat not found – «чат»", kToken), "Bad Request: chat not found – «чат»");
}

TEST(ErrorText, MasksTheTokenAndItsSecretPart) {
  EXPECT_EQ(error_text("no /bot123:AAsecret/getMe, no AAsecret", kToken), "no /bot***/getMe, no ***");
  EXPECT_EQ(error_text("text", ""), "text");
}

TEST(ErrorText, MasksBeforeItCuts) {
  const std::string text = std::string(kMaxErrorText - 6, 'x') + std::string(kToken);
  EXPECT_EQ(error_text(text, kToken).find("123:"), std::string::npos);
}

TEST(ErrorText, IsOneLineOfValidUtf8AndBounded) {
  EXPECT_EQ(error_text("a\r\nb\tc\x7F", kToken), "a  b c ");
  EXPECT_EQ(error_text("a\xFFz", kToken), "a\xEF\xBF\xBDz");
  std::string flood;
  for (int i = 0; i < 100'000; ++i) flood += "ж";
  EXPECT_EQ(values::count_code_points(error_text(flood, kToken)), kMaxErrorText);
}

}  // namespace
}  // namespace telegram
