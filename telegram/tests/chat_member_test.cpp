#include "telegram/chat_member.hpp"

#include <string>

#include <gtest/gtest.h>

namespace telegram {
namespace {

TEST(ChatMember, HasTheRightsOfAnAdministrator) {
  EXPECT_EQ(read_chat_member(R"({"status":"administrator","user":{"id":7000,"is_bot":true,"first_name":"Bot"},
                                 "can_invite_users":true,"can_restrict_members":false})")
                .value(),
            (ChatMember{.status = "administrator", .is_member = true, .can_invite_users = true}));
  EXPECT_EQ(read_chat_member(R"({"status":"administrator","can_restrict_members":true})").value(),
            (ChatMember{.status = "administrator", .is_member = true, .can_restrict_members = true}));
  EXPECT_EQ(
      read_chat_member(R"({"status":"creator"})").value(),
      (ChatMember{.status = "creator", .is_member = true, .can_invite_users = true, .can_restrict_members = true}));
}

TEST(ChatMember, WithoutAnOfficeHasNoRights) {
  EXPECT_EQ(read_chat_member(R"({"status":"member","can_invite_users":true})").value(),
            (ChatMember{.status = "member", .is_member = true}));
  EXPECT_EQ(read_chat_member(R"({"status":"restricted","is_member":true,"can_invite_users":true})").value(),
            (ChatMember{.status = "restricted", .is_member = true}));
  for (const char* status : {"restricted", "left", "kicked", "of_tomorrow"}) {
    EXPECT_EQ(read_chat_member(R"({"status":")" + std::string(status) + "\"}").value(), ChatMember{.status = status});
  }
}

TEST(ChatMember, IsReadFromNothingElse) {
  for (const char* foreign : {"", "true", "[]", "{}", "{", R"({"status":7})"}) {
    EXPECT_FALSE(read_chat_member(foreign)) << foreign;
  }
  EXPECT_FALSE(read_chat_member(std::string(100'000, '[')));
}

}  // namespace
}  // namespace telegram
