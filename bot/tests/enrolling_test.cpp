#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const values::CourseId kSql{"sql"};

std::optional<shop::Enrolment> enrolment_of(Scene& scene, const Person& person) {
  return scene.store.enrolment(kBot, person.id(), kSql);
}

/// Presses Buy; the payload of the invoice.
std::string order(Scene& scene, const Person& person) {
  return scene.presses(person, "course_buy:sql").of("sendInvoice").at(0).string("payload");
}

Answers charged(Scene& scene, const Person& person, const std::string& payload, const std::string& charge) {
  return scene.is_charged(person, {.payload = payload, .amount = 150, .charge = charge});
}

bool is_approved(const Answers& asked) {
  return asked.of("answerPreCheckoutQuery").at(0).parameters.at("ok").as_bool();
}

TEST(Enrolling, SendsAnInvoiceAndGivesTheCourseForThePayment) {
  Scene scene;
  const Answer invoice = scene.presses(kAnna, "course_buy:sql").of("sendInvoice").at(0);
  EXPECT_EQ(invoice.string("title"), "SQL in an evening");
  EXPECT_EQ(invoice.parameters.at("prices").at(0).at("amount"), 150);
  const std::string payload = invoice.string("payload");
  EXPECT_TRUE(is_approved(scene.asks_to_pay(kAnna, {.payload = payload, .amount = 150})));
  const Answers bought = charged(scene, kAnna, payload, "stx-1");
  ASSERT_TRUE(enrolment_of(scene, kAnna));
  EXPECT_TRUE(enrolment_of(scene, kAnna)->owned);
  EXPECT_EQ(bought.effects<shop::CourseSold>().at(0).paid, values::Stars{150});
  const Answer receipt = bought.to(kAnna).at(0);
  EXPECT_EQ(receipt.lane, store::Lane::receipt);
  EXPECT_THAT(receipt.text(), testing::AllOf(HasSubstr("stx-1"), HasSubstr("SQL in an evening")));
  EXPECT_EQ(receipt.buttons().at(0).callback_data, "read:sql");
}

TEST(Enrolling, DeclinesWhatCanNoLongerBeBoughtLikeThat) {
  Scene scene;
  const std::string payload = order(scene, kAnna);
  scene.changes([](shop::Course& course) { course.price = values::Stars{200}; });
  EXPECT_FALSE(is_approved(scene.asks_to_pay(kAnna, {.payload = payload, .amount = 150, .query = "q1"})));
  scene.changes([](shop::Course& course) { course.price = values::Stars{150}; });
  EXPECT_TRUE(is_approved(scene.asks_to_pay(kAnna, {.payload = payload, .amount = 150, .query = "q2"})));
  EXPECT_FALSE(is_approved(scene.asks_to_pay(kAnna, {.payload = payload, .amount = 1, .query = "q3"})));
  scene.changes([](shop::Course& course) { course.published = false; });
  EXPECT_FALSE(is_approved(scene.asks_to_pay(kAnna, {.payload = payload, .amount = 150, .query = "q4"})));
  scene.changes([](shop::Course& course) {
    course.published = true;
    course.price.reset();
  });
  EXPECT_FALSE(is_approved(scene.asks_to_pay(kAnna, {.payload = payload, .amount = 150, .query = "q5"})));
}

TEST(Enrolling, SellsACourseToNobodyTwice) {
  Scene scene;
  const std::string first = order(scene, kAnna);
  const std::string second = order(scene, kAnna);
  charged(scene, kAnna, first, "stx-1");
  EXPECT_THAT(scene.presses(kAnna, "course_buy:sql").of("sendInvoice"), IsEmpty());
  EXPECT_FALSE(is_approved(scene.asks_to_pay(kAnna, {.payload = second, .amount = 150})));
  // The second was approved before the first was paid.
  const Answers twice = charged(scene, kAnna, second, "stx-2");
  EXPECT_EQ(twice.of("refundStarPayment").size(), 1U);
  EXPECT_THAT(twice.effects<shop::CourseSold>(), IsEmpty());
  EXPECT_TRUE(enrolment_of(scene, kAnna)->owned);
  // Telegram gives the second back: the first still holds.
  scene.is_refunded(kAnna, {.payload = second, .amount = 150, .charge = "stx-2"});
  EXPECT_TRUE(enrolment_of(scene, kAnna)->owned);
}

TEST(Enrolling, ARefundTakesTheCourseBackAndKeepsWhatWasRead) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.presses(kAnna, "read:sql");
  const Answers back = scene.is_refunded(kAnna, {.payload = "order:1", .amount = 150, .charge = "bought-1"});
  EXPECT_FALSE(enrolment_of(scene, kAnna)->owned);
  EXPECT_THAT(back.to(kAnna).at(0).text(), HasSubstr("went back with it"));
  EXPECT_THAT(scene.presses(kAnna, "lesson:sql:select").of("sendMessage").at(0).text(), HasSubstr("belongs to"));
  EXPECT_EQ(scene.store.progress(kBot, kAnna.id(), kSql).read.size(), 1U);
  scene.buys(kAnna, kSql);
  EXPECT_THAT(scene.presses(kAnna, "course:sql").of("editMessageText").at(0).text(), HasSubstr("25 %"));
}

TEST(Enrolling, ARefundOfTheFirstPurchaseLeavesTheSecond) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.is_refunded(kAnna, {.payload = "order:1", .amount = 150, .charge = "bought-1"});
  scene.buys(kAnna, kSql);
  EXPECT_TRUE(enrolment_of(scene, kAnna)->owned);
  // Told once more, by somebody else's hand.
  scene.is_refunded(kAnna, {.payload = "order:1", .amount = 150, .charge = "bought-1"});
  EXPECT_TRUE(enrolment_of(scene, kAnna)->owned);
}

TEST(Enrolling, RefundsByTheRuleOnlyWhileFewLessonsWereRead) {
  Scene scene;
  scene.buys(kAnna, kSql);
  const auto button = [&] { return scene.says(kAnna, "/refund").only().buttons().at(0).callback_data; };
  scene.presses(kAnna, "lesson:sql:tables");
  scene.presses(kAnna, "lesson:sql:select");
  std::string confirm = button();
  confirm.replace(0, std::string("refund:ask:").size(), "refund:yes:");
  scene.now += std::chrono::days{2};
  scene.presses(kAnna, "lesson:sql:joins");
  EXPECT_THAT(scene.presses(kAnna, confirm).of("refundStarPayment"), IsEmpty());
  EXPECT_EQ(scene.store.progress(kBot, kAnna.id(), kSql).read.size(), 3U);

  scene.buys(kIvan, kSql);
  std::string other = scene.says(kIvan, "/refund").only().buttons().at(0).callback_data;
  other.replace(0, std::string("refund:ask:").size(), "refund:yes:");
  EXPECT_EQ(scene.presses(kIvan, other).of("refundStarPayment").size(), 1U);
}

TEST(Enrolling, WhoPaysSomebodyElsesInvoiceGetsTheCourse) {
  Scene scene;
  const std::string payload = order(scene, kAnna);
  const Answers paid = charged(scene, kIvan, payload, "stx-1");
  EXPECT_TRUE(enrolment_of(scene, kIvan)->owned);
  EXPECT_FALSE(enrolment_of(scene, kAnna));
  EXPECT_FALSE(paid.to(kOlga).empty());
}

TEST(Enrolling, APaymentForACourseThatIsGoneIsKeptForItsReturn) {
  Scene scene;
  const std::string payload = order(scene, kAnna);
  shop::Catalogue::Contents contents = sample_contents();
  contents.courses.clear();
  scene.catalogue = shop::Catalogue(std::move(contents));
  const Answers paid = charged(scene, kAnna, payload, "stx-1");
  EXPECT_TRUE(enrolment_of(scene, kAnna)->owned);
  EXPECT_THAT(paid.to(kAnna).at(0).text(), HasSubstr("sql"));
  scene.catalogue = sample_catalogue();
  EXPECT_THAT(scene.presses(kAnna, "course:sql").of("editMessageText").at(0).text(), HasSubstr("0 of 4"));
}

TEST(Enrolling, UnderpaidGivesNothing) {
  Scene scene;
  const Answers paid = scene.is_charged(kAnna, {.payload = order(scene, kAnna), .amount = 149, .charge = "stx-1"});
  EXPECT_FALSE(enrolment_of(scene, kAnna));
  EXPECT_FALSE(paid.to(kOwen).empty());
}

}  // namespace
}  // namespace bot
