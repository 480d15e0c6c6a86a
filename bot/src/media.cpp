// Pictures, videos and files of lessons. What is sent for the first time is uploaded; Telegram then has a name for it,
// by which it is sent from then on.

#include <stdexcept>

#include "course_texts.hpp"
#include "courses.hpp"
#include "lesson_messages.hpp"
#include "notation.hpp"
#include "positive_number.hpp"
#include "telegram/sent_message.hpp"

namespace bot {
namespace {

constexpr std::string_view kSubject = "media:";
constexpr std::size_t kMaxReason = 300;

/// Which file of a course, and which version of it: "sql/tables.png@8123-1700000000".
std::string key_of(const shop::Course& course, const shop::CourseFile& file) {
  return course.id.value() + "/" + file.name + "@" + file.version;
}

/// A file as Telegram is told about it: by its own name for it, or to be uploaded.
struct Source {
  std::string telegram_file;
  std::optional<telegram::Document> upload;
  std::string subject;
};

Source source_of(const shop::Course& course, const shop::MediaFile& media, const Context& context) {
  if (!media.telegram_file.empty()) {
    return {.telegram_file = media.telegram_file, .upload = {}, .subject = course.id.value() + "/"};
  }
  const shop::CourseFile* const file = course.file(media.file);
  if (file == nullptr) throw std::logic_error("course '" + course.id.value() + "' has no file '" + media.file + "'");
  std::string key = key_of(course, *file);
  if (std::optional<std::string> known = context.reader.media(context.situation.bot, key)) {
    return {.telegram_file = *std::move(known), .upload = {}, .subject = std::move(key)};
  }
  return {.telegram_file = {},
          .upload = telegram::Document{.name = media.file,
                                       .content = {},
                                       .parameter = std::string(shop::to_string(media.kind)),
                                       .path = "courses/" + course.id.value() + "/" + media.file},
          .subject = std::move(key)};
}

/// `document`: the member of the request that is uploaded.
template <class Request>
telegram::Call call_of(telegram::Document Request::* document, const Customer& customer, const shop::Course& course,
                       const shop::FormattedText& caption, Source source) {
  Request request{.chat_id = customer.chat(),
                  .caption = caption.text,
                  .file_id = std::move(source.telegram_file),
                  .caption_entities = entities_of(caption),
                  .protect_content = course.protect_content};
  if (source.upload) request.*document = *std::move(source.upload);
  return telegram::to_call(std::move(request));
}

telegram::Call call_of(const shop::MediaPart& part, const Customer& customer, const shop::Course& course,
                       Source source) {
  switch (part.media.kind) {
    case shop::MediaKind::photo:
      return call_of(&telegram::SendPhoto::photo, customer, course, part.caption, std::move(source));
    case shop::MediaKind::video:
      return call_of(&telegram::SendVideo::video, customer, course, part.caption, std::move(source));
    case shop::MediaKind::document:
      return call_of(&telegram::SendDocument::document, customer, course, part.caption, std::move(source));
  }
  throw std::logic_error("media of an unknown kind");
}

/// What a subject says: to whom, and what. `key` ends with the slash for a file that only Telegram has.
struct Sent {
  values::UserId user;
  std::string key;
  values::CourseId course;
  std::string file;  ///< Empty for one that only Telegram has.
};

std::optional<Sent> parse_subject(std::string_view subject) {
  if (!subject.starts_with(kSubject)) return std::nullopt;
  const std::string_view rest = subject.substr(kSubject.size());
  const std::size_t colon = rest.find(':');
  const std::optional<std::int64_t> user = parse_positive(rest.substr(0, colon));
  if (!user || colon == std::string_view::npos) return std::nullopt;
  const std::string_view key = rest.substr(colon + 1);
  const std::size_t slash = key.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  return Sent{.user = values::UserId{*user},
              .key = std::string(key),
              .course = values::CourseId{std::string(key.substr(0, slash))},
              .file = std::string(key.substr(slash + 1, key.rfind('@') - slash - 1))};
}

/// Telegram will not take it, neither by its own name for it nor as a new upload.
Decision refused(const Sent& sent, const CallAnswered& answer, const Context& context) {
  Decision decision;
  const bool had_name = !sent.file.empty() && context.reader.media(context.situation.bot, sent.key).has_value();
  // The next one is uploaded anew.
  if (had_name) {
    decision.effects.push_back(shop::MediaForgotten{.bot = context.situation.bot, .file = sent.key});
  }
  if (answer.blocked_by_user) return decision;
  const Customer student = customer_of(sent.user, context);
  add(decision, reply(student, course_texts_in(student.language).media_missing(sent.file)));
  const shop::Course* const course = context.situation.catalogue.course(sent.course);
  if (course == nullptr) return decision;
  const std::string reason = bounded(answer.reason, kMaxReason);
  add(decision, tell_owners_of_courses(context, [&](const CourseTexts& texts) {
        return texts.media_refused(*course, sent.file, reason);
      }));
  return decision;
}

}  // namespace

Outgoing media_to(const Customer& customer, const shop::Course& course, const shop::MediaPart& part,
                  const Context& context) {
  Source source = source_of(course, part.media, context);
  std::string subject = std::string(kSubject) + number(customer.id) + ":" + source.subject;
  return {.call = call_of(part, customer, course, std::move(source)),
          .chat = customer.chat(),
          .lane = store::Lane::reply,
          .deadline = std::nullopt,
          .subject = std::move(subject)};
}

Decision media_answered(const CallAnswered& answer, const Context& context) {
  const std::optional<Sent> sent = parse_subject(answer.subject);
  if (!sent) return {};
  if (!answer.result) return refused(*sent, answer, context);
  Decision decision;
  const values::Result<telegram::SentMessage> message = telegram::read_sent_message(*answer.result);
  if (sent->file.empty() || !message || !message->file_id) return decision;
  if (context.reader.media(context.situation.bot, sent->key) == message->file_id) return decision;
  decision.effects.push_back(
      shop::MediaRemembered{.bot = context.situation.bot, .file = sent->key, .telegram_file = *message->file_id});
  return decision;
}

}  // namespace bot
