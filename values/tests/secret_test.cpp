#include "values/secret.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace values {
namespace {

TEST(Secret, IsNeverPrinted) {
  std::ostringstream out;
  out << Secret{"123456:ABC"};
  EXPECT_EQ(out.str(), "***");
}

TEST(Secret, ComparesWholeText) {
  const Secret secret{"s3cret"};
  EXPECT_TRUE(secret.equals_in_constant_time("s3cret"));
  EXPECT_FALSE(secret.equals_in_constant_time("s3creT"));
  EXPECT_FALSE(secret.equals_in_constant_time("s3cre"));
  EXPECT_FALSE(secret.equals_in_constant_time(""));
}

}  // namespace
}  // namespace values
