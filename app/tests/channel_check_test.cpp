#include "channel_check.hpp"

#include <string_view>

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>

namespace app {
namespace {

using testing::AllOf;
using testing::HasSubstr;

shop::Course course() {
  shop::Course course;
  course.id = values::CourseId{"sql"};
  course.channel = shop::CourseChannel{.chat = values::ChatId{-1001}};
  return course;
}

ChannelFinding judged(std::string_view member) {
  return judge_channel(course(), telegram::ApiResult(boost::json::parse(member)));
}

TEST(ChannelCheck, IsContentWithAnAdministratorWhoMayInviteAndBan) {
  const ChannelFinding found =
      judged(R"({"status":"administrator","can_invite_users":true,"can_restrict_members":true})");
  EXPECT_TRUE(found.fine);
  EXPECT_EQ(found.text, "-1001: the bot may invite users and ban users");
}

TEST(ChannelCheck, NamesTheRightThatIsMissingAndWhatToDo) {
  const ChannelFinding neither = judged(R"({"status":"administrator"})");
  EXPECT_FALSE(neither.fine);
  EXPECT_THAT(neither.text, AllOf(HasSubstr("neither invite nor ban"), HasSubstr("administrators, add the bot"),
                                  HasSubstr("courses/sql/course.yaml")));
  EXPECT_THAT(judged(R"({"status":"administrator","can_invite_users":true})").text, HasSubstr("may not ban"));
  EXPECT_THAT(judged(R"({"status":"administrator","can_restrict_members":true})").text, HasSubstr("may not invite"));
}

TEST(ChannelCheck, SaysThatTheBotIsNoAdministrator) {
  for (const char* status : {"member", "left", "kicked"}) {
    const ChannelFinding found = judged(std::string(R"({"status":")") + status + R"("})");
    EXPECT_FALSE(found.fine) << status;
    EXPECT_THAT(found.text, HasSubstr("no administrator there")) << status;
  }
}

TEST(ChannelCheck, RepeatsTelegramsWordsInOneLine) {
  const ChannelFinding found = judge_channel(
      course(),
      telegram::ApiResult(telegram::ApiError{
          .kind = telegram::ApiErrorKind::rejected, .code = 400, .description = "Bad Request:\nchat not found"}));
  EXPECT_FALSE(found.fine);
  EXPECT_THAT(found.text, AllOf(HasSubstr("chat not found"), HasSubstr("courses/sql/course.yaml")));
  EXPECT_EQ(found.text.find('\n'), std::string::npos);
}

TEST(ChannelCheck, IsNotContentWithWhatIsNoMember) {
  EXPECT_FALSE(judged("true").fine);
  EXPECT_FALSE(judged("{}").fine);
}

}  // namespace
}  // namespace app
