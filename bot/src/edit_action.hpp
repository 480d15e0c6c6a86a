#pragma once
// What an owner can do about a course, as a button's data, a question and the subject of a change name it.
//
//   to_string({.deed = EditDeed::lesson, .language = …, .course = sql, .detail = "tables"})   // "lesson:en:sql:tables"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "shop/language.hpp"
#include "values/id.hpp"

namespace bot {

enum class EditDeed {
  // What is shown.
  courses,  ///< A page of all.
  course,
  lessons,  ///< A page of a course's.
  lesson,
  plans,
  removal,     ///< Whether a lesson shall really go.
  as_student,  ///< The course's page.
  lesson_as_student,
  // What is asked, and answered by a message.
  create,
  title,
  description,
  price,
  channel,
  opening,
  add,  ///< Each message is a lesson.
  replace,
  extend,  ///< Each message is more of a lesson.
  // What is changed by a button.
  publish,
  unpublish,
  protect,
  unprotect,
  include,  ///< In a plan.
  exclude,
  by_request,  ///< The way into the channel.
  by_link,
  no_channel,
  up,
  down,
  open_to_all,
  close_to_all,
  remove,
  done,  ///< Nothing more is sent.
};

/// As they are written; at most 6 bytes, so that a button's data have room for a course and a lesson.
inline constexpr std::array kEditDeeds{
    std::pair{EditDeed::courses, std::string_view("all")},
    std::pair{EditDeed::course, std::string_view("course")},
    std::pair{EditDeed::lessons, std::string_view("list")},
    std::pair{EditDeed::lesson, std::string_view("lesson")},
    std::pair{EditDeed::plans, std::string_view("plans")},
    std::pair{EditDeed::removal, std::string_view("rm?")},
    std::pair{EditDeed::as_student, std::string_view("look")},
    std::pair{EditDeed::lesson_as_student, std::string_view("read")},
    std::pair{EditDeed::create, std::string_view("new")},
    std::pair{EditDeed::title, std::string_view("title")},
    std::pair{EditDeed::description, std::string_view("about")},
    std::pair{EditDeed::price, std::string_view("price")},
    std::pair{EditDeed::channel, std::string_view("chat")},
    std::pair{EditDeed::opening, std::string_view("after")},
    std::pair{EditDeed::add, std::string_view("add")},
    std::pair{EditDeed::replace, std::string_view("swap")},
    std::pair{EditDeed::extend, std::string_view("more")},
    std::pair{EditDeed::publish, std::string_view("pub")},
    std::pair{EditDeed::unpublish, std::string_view("unpub")},
    std::pair{EditDeed::protect, std::string_view("lock")},
    std::pair{EditDeed::unprotect, std::string_view("unlock")},
    std::pair{EditDeed::include, std::string_view("plan+")},
    std::pair{EditDeed::exclude, std::string_view("plan-")},
    std::pair{EditDeed::by_request, std::string_view("byask")},
    std::pair{EditDeed::by_link, std::string_view("bylink")},
    std::pair{EditDeed::no_channel, std::string_view("nochat")},
    std::pair{EditDeed::up, std::string_view("up")},
    std::pair{EditDeed::down, std::string_view("down")},
    std::pair{EditDeed::open_to_all, std::string_view("free")},
    std::pair{EditDeed::close_to_all, std::string_view("close")},
    std::pair{EditDeed::remove, std::string_view("rm")},
    std::pair{EditDeed::done, std::string_view("done")},
};

struct EditAction {
  EditDeed deed = EditDeed::course;
  shop::Language language = shop::Language::english;  ///< Of the course's texts that are shown and changed.
  values::CourseId course = {};                       ///< Empty where it is about all, or a new one.
  std::string detail = {};                            ///< A lesson's name, a plan's, the number of a page.
  std::string seen = {};  ///< Of a question: the fingerprint of what stood there when it was asked.

  friend bool operator==(const EditAction&, const EditAction&) = default;
};

std::string to_string(const EditAction& action);
/// None for what no EditAction was written as.
std::optional<EditAction> parse_edit_action(std::string_view text);

}  // namespace bot
