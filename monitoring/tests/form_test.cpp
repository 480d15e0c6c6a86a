#include "form.hpp"

#include <gtest/gtest.h>

namespace monitoring {
namespace {

TEST(Form, EncodesWhatIsNotPlain) {
  EXPECT_EQ(encode_form({{"query", "up{a=\"b\"} + 1 & 2"}, {"time", "1.5"}}),
            "query=up%7Ba%3D%22b%22%7D%20%2B%201%20%26%202&time=1.5");
  EXPECT_EQ(encode_form({{"q", "ы\n%"}}), "q=%D1%8B%0A%25");
  EXPECT_EQ(encode_form({}), "");
}

}  // namespace
}  // namespace monitoring
