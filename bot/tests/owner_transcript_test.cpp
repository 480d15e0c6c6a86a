#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "transcript.hpp"

namespace bot {
namespace {

/// What an owner may ask and do about a customer who has bought Lite.
Transcript of_an_owner(const Person& owner, const Person& customer) {
  Transcript transcript;
  transcript.says(customer, "/buy lite");
  transcript.pays(customer, "stx-1");
  const std::string number = std::to_string(customer.number);
  const std::vector<std::string> texts{"/stats",
                                       "/find",
                                       "/find " + number,
                                       "/find #1",
                                       "/find stx-1",
                                       "/find stx-9",
                                       "/grant",
                                       "/grant " + number + " pro 14",
                                       "/grant 999 pro",
                                       "/revoke",
                                       "/revoke " + number,
                                       "/revoke " + number,
                                       "/export",
                                       "/export payments",
                                       "/export subscriptions",
                                       "/refund stx-1",
                                       "/find stx-1",
                                       "/audit"};
  for (const std::string& text : texts) transcript.says(owner, text);
  return transcript;
}

TEST(OwnerTranscript, InEnglish) {
  expect_approved(of_an_owner(kOwen, kAnna), "owner_in_english");
}

TEST(OwnerTranscript, InRussian) {
  expect_approved(of_an_owner(kOlga, kIvan), "owner_in_russian");
}

TEST(OwnerTranscript, OfBeingForgottenInEnglish) {
  Transcript transcript;
  transcript.says(kAnna, "/buy lite");
  transcript.pays(kAnna, "stx-1");
  transcript.says(kAnna, "/delete_me");
  transcript.presses(kAnna, "Yes, delete my data");
  transcript.says(kOwen, "/find 101");
  transcript.says(kAnna, "/my");
  expect_approved(transcript, "forgetting_in_english");
}

TEST(OwnerTranscript, OfBeingForgottenInRussian) {
  Transcript transcript;
  transcript.says(kIvan, "/buy lite");
  transcript.pays(kIvan, "stx-1");
  transcript.says(kIvan, "/delete_me");
  transcript.presses(kIvan, "Да, удалить мои данные");
  transcript.says(kOlga, "/find 102");
  transcript.says(kIvan, "/my");
  expect_approved(transcript, "forgetting_in_russian");
}

}  // namespace
}  // namespace bot
