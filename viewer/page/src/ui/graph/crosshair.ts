import type { Dashboard } from "../../model/types";

/** A graph that shows the moment under the pointer of another. */
export interface CrosshairMember {
  /** null: no moment. */
  showMoment(time: number | null, withValues: boolean): void;
}

/** Tells all graphs of a dashboard the moment that the pointer is at in one of them. */
export class Crosshair {
  mode: Dashboard["crosshair"] = "off";
  readonly #members = new Set<CrosshairMember>();

  join(member: CrosshairMember): void {
    this.#members.add(member);
  }

  leave(member: CrosshairMember): void {
    this.#members.delete(member);
  }

  moved(source: CrosshairMember, time: number | null): void {
    if (this.mode === "off") return;
    for (const member of this.#members) {
      if (member !== source) member.showMoment(time, this.mode === "tooltip");
    }
  }
}
