#include "telegram/invite_link.hpp"

#include <string>

#include <gtest/gtest.h>

namespace telegram {
namespace {

TEST(InviteLink, HasItsUrl) {
  EXPECT_EQ(read_invite_link(R"({"invite_link":"https://t.me/+AbC","creates_join_request":false,"is_primary":false})")
                .value()
                .url,
            "https://t.me/+AbC");
}

TEST(InviteLink, IsReadFromNothingElse) {
  for (const char* foreign : {"", "true", "[]", "{}", "{", R"({"invite_link":{}})"}) {
    EXPECT_FALSE(read_invite_link(foreign)) << foreign;
  }
  EXPECT_FALSE(read_invite_link(std::string(100'000, '[')));
}

}  // namespace
}  // namespace telegram
