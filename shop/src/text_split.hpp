#pragma once
// The first part of a long text, and what is left of it.

#include <cstddef>

#include "shop/formatted_text.hpp"

namespace shop {

struct Cut {
  FormattedText part;
  FormattedText rest;  ///< Empty if all of it went into the part.
};

/// As split() cuts.
Cut cut_at(const FormattedText& text, std::size_t limit);

}  // namespace shop
