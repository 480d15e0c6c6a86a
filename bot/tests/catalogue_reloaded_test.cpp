#include <gmock/gmock.h>

#include "bot/catalogue_call.hpp"
#include "scene.hpp"

namespace bot {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string details(const CatalogueReloaded& news) {
  Scene scene;
  const Answers answers = answers_in(decide(news, scene.store, scene.situation()));
  EXPECT_THAT(answers.all, IsEmpty()) << "whoever changed the files knows";
  const auto acts = answers.effects<shop::OwnerActed>();
  EXPECT_THAT(acts, SizeIs(1));
  EXPECT_EQ(acts.at(0).entry.owner, values::UserId{0});
  EXPECT_EQ(acts.at(0).entry.action, "catalogue");
  return acts.at(0).entry.details;
}

TEST(CatalogueReloaded, IsKeptInTheAuditLogAsNobodysDoing) {
  EXPECT_EQ(details({.added = {values::CourseId{"sql"}},
                     .changed = {values::CourseId{"git"}, values::CourseId{"bots"}},
                     .removed = {values::CourseId{"old"}}}),
            "added sql; changed git, bots; removed old");
  EXPECT_EQ(details({}), "plans, rules or promo codes");
}

TEST(CatalogueReloaded, NamesNotAllOfMany) {
  CatalogueReloaded news;
  for (int i = 0; i < 1'000; ++i) news.changed.emplace_back("course-" + std::to_string(i));
  EXPECT_THAT(details(news), HasSubstr("course-9 and 990 more"));
}

TEST(CatalogueReloaded, AProblemIsToldToTheOwners) {
  Scene scene;
  const Answers answers =
      answers_in(decide(CatalogueReloaded{.problem = "catalog/plans.yaml:7: price …"}, scene.store, scene.situation()));
  ASSERT_THAT(answers.all, SizeIs(scene.owners.size()));
  EXPECT_THAT(answers.all.at(0).string("text"), HasSubstr("catalog/plans.yaml:7: price …"));
  EXPECT_THAT(answers.decision.effects, IsEmpty());
}

}  // namespace
}  // namespace bot
