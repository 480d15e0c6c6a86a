#include <gtest/gtest.h>

#include "transcript.hpp"

namespace bot {
namespace {

TEST(OwnerTranscript, InEnglish) {
  Transcript transcript;
  transcript.says(kAnna, "/buy lite");
  transcript.pays(kAnna, "stx-1");
  for (const char* text : {"/stats", "/find", "/find 101", "/find #1", "/find stx-1", "/find stx-9", "/grant",
                           "/grant 101 pro 14", "/grant 999 pro", "/revoke", "/revoke 101", "/revoke 101", "/export",
                           "/export payments", "/export subscriptions", "/refund stx-1", "/find stx-1", "/audit"}) {
    transcript.says(kOwen, text);
  }
  expect_approved(transcript, "owner_in_english");
}

TEST(OwnerTranscript, InRussian) {
  Transcript transcript;
  transcript.says(kIvan, "/buy lite");
  transcript.pays(kIvan, "stx-1");
  for (const char* text : {"/stats", "/find", "/find 102", "/find #1", "/find stx-1", "/find stx-9", "/grant",
                           "/grant 102 pro 14", "/grant 999 pro", "/revoke", "/revoke 102", "/revoke 102", "/export",
                           "/export payments", "/export subscriptions", "/refund stx-1", "/find stx-1", "/audit"}) {
    transcript.says(kOlga, text);
  }
  expect_approved(transcript, "owner_in_russian");
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
