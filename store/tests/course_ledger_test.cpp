// What `coursebot ledger` finds wrong with courses.

#include <gmock/gmock.h>

#include "temporary_database.hpp"

namespace store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CourseLedger : public StoreTest {
 protected:
  /// Alice has bought the course by order 1 and read a lesson.
  void SetUp() override {
    const values::OrderId order{1};
    apply(*open(), {seen(kAlice), shop::CourseViewed{.bot = kBot, .course = kChess},
                    shop::OrderPlaced{course_order_of(kAlice, order)},
                    shop::PaymentRecorded{payment_of("charge", order), std::nullopt},
                    shop::EnrolmentChanged{enrolment_of(kAlice, order)},
                    shop::CourseSold{.bot = kBot, .course = kChess, .paid = values::Stars{750}},
                    shop::LessonRead{
                        .bot = kBot, .user = kAlice, .course = kChess, .lesson = values::LessonId{"moves"}, .at = kNow},
                    shop::CourseCompleted{.bot = kBot, .course = kChess}});
  }

  std::vector<std::string> contradictions_after(const std::string& sql) const {
    EXPECT_EQ(run_sql(sql), "") << sql;
    return contradictions();
  }
  std::vector<std::string> contradictions() const { return open_read_only()->contradictions(); }
  static shop::EnrolmentChanged given_back() {
    shop::Enrolment enrolment = enrolment_of(kAlice, values::OrderId{1});
    enrolment.owned = false;
    return {enrolment};
  }
};

TEST_F(CourseLedger, DoesNotContradictItself) {
  EXPECT_THAT(contradictions(), IsEmpty());
}

TEST_F(CourseLedger, ReportsAPaidCourseThatWasNeverGiven) {
  EXPECT_THAT(contradictions_after("DELETE FROM enrolments"),
              ElementsAre("order 1 is paid, but user 100 of bot 1 was never given the course chess"));
  EXPECT_THAT(contradictions_after("UPDATE orders SET price = 751"), IsEmpty()) << "paid too little";
  EXPECT_EQ(contradictions_after("UPDATE orders SET price = 750").size(), 1U);
  EXPECT_THAT(contradictions_after("UPDATE orders SET forgotten = 1"), IsEmpty());
  EXPECT_EQ(contradictions_after("UPDATE orders SET forgotten = 0").size(), 1U);
  apply(*open(), {shop::RefundRequested{request_of("charge")}});
  EXPECT_THAT(contradictions(), IsEmpty()) << "on its way back";
}

TEST_F(CourseLedger, ReportsACourseThatSomebodyHasByNoSuchOrder) {
  EXPECT_THAT(contradictions_after("UPDATE enrolments SET order_id = 404"),
              ElementsAre("user 100 of bot 1 has the course chess by order 404, which does not exist"));
  ASSERT_EQ(run_sql("INSERT INTO orders (id, bot, user, plan, kind, price, placed_at, paid, closed)"
                    " VALUES (2, 1, 100, 'lite', 'one_off', 250, 0, 0, 0)"),
            "");
  EXPECT_THAT(contradictions_after("UPDATE enrolments SET order_id = 2"),
              ElementsAre("user 100 of bot 1 has the course chess by order 2, which is for something else"));
  EXPECT_THAT(contradictions_after("UPDATE enrolments SET order_id = NULL"), IsEmpty()) << "granted";
}

TEST_F(CourseLedger, ReportsACourseThatSomebodyHasNotPaid) {
  apply(*open(), {shop::OrderPlaced{course_order_of(kAlice, values::OrderId{2})},
                  shop::EnrolmentChanged{enrolment_of(kAlice, values::OrderId{2})}});
  EXPECT_THAT(contradictions(),
              ElementsAre("user 100 of bot 1 has the course chess by order 2, which they have not paid"));
  EXPECT_THAT(contradictions_after("UPDATE enrolments SET owned = 0, student = 0"), IsEmpty());
}

TEST_F(CourseLedger, ReportsACourseThatIsStillThereAfterItsMoneyWentBack) {
  apply(*open(), {shop::RefundRecorded{refund_of("charge")}});
  EXPECT_THAT(contradictions(),
              ElementsAre("user 100 of bot 1 has the course chess by order 1, which they were given back"));
  apply(*open(), {given_back()});
  EXPECT_THAT(contradictions(), IsEmpty());
}

TEST_F(CourseLedger, AllowsASecondPaymentToBeGivenBack) {
  apply(*open(), {shop::PaymentRecorded{payment_of("twice", values::OrderId{1}), std::nullopt},
                  shop::RefundRequested{request_of("twice")}, shop::RefundRecorded{refund_of("twice")}});
  EXPECT_THAT(contradictions(), IsEmpty());
}

TEST_F(CourseLedger, AllowsACourseThatWasPaidByAStranger) {
  shop::Payment payment = payment_of("foreign", std::nullopt);
  payment.payer = kBob;
  payment.payload = "order:2";
  apply(*open(),
        {shop::OrderPlaced{course_order_of(kAlice, values::OrderId{2})}, shop::PaymentRecorded{payment, std::nullopt},
         shop::EnrolmentChanged{enrolment_of(kBob, values::OrderId{2})}});
  EXPECT_THAT(contradictions(), IsEmpty());
}

TEST_F(CourseLedger, ReportsCountsThatAreNotTheSum) {
  EXPECT_THAT(contradictions_after("UPDATE course_totals SET students = 7"),
              ElementsAre("the course chess of bot 1 is said to have 7 students, but has 1"));
  ASSERT_EQ(run_sql("UPDATE course_totals SET students = 1"), "");
  EXPECT_THAT(contradictions_after("UPDATE lesson_readers SET readers = 7"),
              ElementsAre("the lesson moves of the course chess of bot 1 is said to be read by 7, but is by 1"));
}

TEST_F(CourseLedger, ReportsCountersThatCountedTooMuch) {
  EXPECT_THAT(
      contradictions_after("UPDATE business_counters SET value = value + 1 WHERE label = 'chess'"),
      testing::UnorderedElementsAre("the replicas counted 2 views of the course chess, but only 1 are recorded",
                                    "the replicas counted 2 sales of the course chess, but only 1 are recorded",
                                    "the replicas counted 751 Stars for the course chess, but only 750 are recorded",
                                    "the replicas counted 2 completions of the course chess, but only 1 are recorded"));
}

}  // namespace
}  // namespace store
