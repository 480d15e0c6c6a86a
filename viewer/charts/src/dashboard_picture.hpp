#pragma once
// A whole dashboard in one picture that fits a phone: its figures as tiles, its time series as small charts, the rest
// by name.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "chart.hpp"
#include "panel.hpp"
#include "panel_fetcher.hpp"
#include "parameters.hpp"

namespace charts {

/// A panel and what came of asking for it. A sentence stands where nothing came.
struct FetchedPanel {
  Panel panel;
  std::variant<Chart, std::vector<Figure>, std::string> content;
};

struct DashboardPicture {
  std::string title;
  std::vector<FetchedPanel> panels;
  std::vector<std::string> left_out;  ///< Titles of panels that can't be drawn.
};

/// So many panels have room.
inline constexpr std::size_t kMaxFigurePanels = 9;
inline constexpr std::size_t kMaxChartPanels = 12;

/// As high as it needs to be, but no higher than the options say. What would be too large becomes smaller as a whole.
std::string dashboard_png(const DashboardPicture& picture, const PictureOptions& options);

/// "★" values, times ago and the like as a tile shows them.
std::string figure_text(const Panel& panel, double value, values::Timestamp now, Language language);

}  // namespace charts
