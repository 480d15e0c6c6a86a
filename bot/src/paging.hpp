#pragma once
// Lists that are longer than a screen.

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "course_texts.hpp"
#include "telegram/methods.hpp"

namespace bot {

/// The page of that number, of lists with `items` in pages of `size`; the nearest that there is.
inline Page page_of(std::size_t items, std::size_t size, std::size_t number) {
  const std::size_t pages = std::max<std::size_t>((items + size - 1) / size, 1);
  return {.number = std::clamp<std::size_t>(number, 1, pages), .of = pages};
}

template <class Item>
std::span<const Item> part_of(const std::vector<Item>& items, const Page& page, std::size_t size) {
  const std::size_t first = std::min((page.number - 1) * size, items.size());
  return std::span(items).subspan(first, std::min(size, items.size() - first));
}

/// Buttons to the pages before and behind, if there are any; `data` stands before the page's number.
inline void add_paging(telegram::InlineKeyboard& keyboard, const Page& page, std::string_view data,
                       const CourseTexts& texts) {
  std::vector<telegram::InlineButton> row;
  const auto add = [&](std::size_t number, bool forward) {
    row.push_back({.text = texts.page_button(forward), .callback_data = std::string(data) + std::to_string(number)});
  };
  if (page.number > 1) add(page.number - 1, false);
  if (page.number < page.of) add(page.number + 1, true);
  if (!row.empty()) keyboard.push_back(std::move(row));
}

}  // namespace bot
