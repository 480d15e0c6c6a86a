#pragma once
// The names of a chart's lines, with their latest or summed values, below it.

#include "canvas.hpp"
#include "chart.hpp"

namespace charts {

double legend_height(const Chart& chart, const Look& look);

void draw_legend(Canvas& canvas, const Box& box, const Chart& chart, const Look& look);

Colour colour_of_line(const Chart& chart, std::size_t index, const Theme& theme);

}  // namespace charts
