#include "catalogue_metrics.hpp"

#include <chrono>

namespace app {

CatalogueMetrics::CatalogueMetrics(metrics::Registry& registry)
    : courses_(registry.gauge({.name = "catalogue_courses", .help = "Published courses."}).with()),
      lessons_(registry.gauge({.name = "catalogue_lessons", .help = "Lessons of the published courses."}).with()),
      reloads_(registry.counter({.name = "catalogue_reloads_total",
                                 .help = "Reads of the catalogue's files after the start, by how they went.",
                                 .labels = {"outcome"}})),
      succeeded_(reloads_.with("success")),
      failed_(reloads_.with("failure")),
      last_reload_(registry
                       .gauge({.name = "catalogue_last_reload_timestamp_seconds",
                               .help = "When the catalogue's files were last read with success, at the start included.",
                               .unit = "seconds"})
                       .with()),
      valid_(registry
                 .gauge({.name = "catalogue_valid",
                         .help = "1 while the catalogue's files can be used as they are, 0 while older ones are in "
                                 "force because they can't."})
                 .with()) {}

void CatalogueMetrics::started_with(const shop::Catalogue& catalogue, values::Timestamp at) {
  show(catalogue, at);
}

void CatalogueMetrics::reloaded(const shop::Catalogue& catalogue, values::Timestamp at) {
  succeeded_.inc();
  show(catalogue, at);
}

void CatalogueMetrics::failed() {
  failed_.inc();
  valid_.set(0);
}

void CatalogueMetrics::show(const shop::Catalogue& catalogue, values::Timestamp at) {
  std::size_t courses = 0;
  std::size_t lessons = 0;
  for (const shop::Course& course : catalogue.courses()) {
    if (!course.published) continue;
    ++courses;
    lessons += course.lessons.size();
  }
  courses_.set(static_cast<double>(courses));
  lessons_.set(static_cast<double>(lessons));
  last_reload_.set(std::chrono::duration<double>(at.time_since_epoch()).count());
  valid_.set(1);
}

}  // namespace app
