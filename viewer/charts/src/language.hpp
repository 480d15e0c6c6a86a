#pragma once
// The languages of pictures.

namespace charts {

enum class Language { english, russian };

}  // namespace charts
