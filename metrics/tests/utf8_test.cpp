#include "utf8.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace metrics {
namespace {

TEST(Utf8Test, TakesTheFirstAndLastCodePointOfEachLength) {
  using namespace std::string_view_literals;
  for (const std::string_view text :
       {""sv, "\0"sv, "\x7F"sv, "\xC2\x80"sv, "\xDF\xBF"sv, "\xE0\xA0\x80"sv, "\xED\x9F\xBF"sv, "\xEE\x80\x80"sv,
        "\xEF\xBF\xBF"sv, "\xF0\x90\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv, "a имя 名前 😀 z"sv})
    EXPECT_TRUE(is_valid_utf8(text)) << text;
}

TEST(Utf8Test, RefusesWhatIsMalformed) {
  for (const std::string_view text : {
           "\x80", "\xBF",                      // a continuation alone
           "\xC2", "\xE1\x80", "\xF1\x80\x80",  // cut off
           "\xC2z", "\xE1\x80z", "\xF1\x80\x80z", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF",
           "\xF0\x8F\xBF\xBF",                                      // overlong
           "\xED\xA0\x80", "\xED\xBF\xBF",                          // surrogates
           "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF",  // above U+10FFFF
       })
    EXPECT_FALSE(is_valid_utf8("a" + std::string(text))) << text;
}

}  // namespace
}  // namespace metrics
