package dev.aria.operations.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the logs of a run begin, filled as they are read.
 *
 * @param draws kept for days
 * @param targets kept for ever, unless somebody deletes them
 * @param reports kept for weeks
 */
record Beginnings(Beginning draws, Beginning targets, Beginning reports) {
  /** Of a run whose logs are whole. */
  static Beginnings whole() {
    return new Beginnings(Beginning.whole(), Beginning.whole(), Beginning.whole());
  }

  /** Which steps cannot be audited, for a person to read. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    note(notes, "draws", draws);
    note(notes, "targets", targets);
    note(notes, "reports", reports);
    return notes;
  }

  private static void note(List<String> notes, String what, Beginning beginning) {
    long step = beginning.step();
    if (step == Beginning.NEVER) {
      notes.add("%s: not auditable, the log has deleted all of a partition".formatted(what));
    } else if (step > 0) {
      notes.add("%s: not auditable before step %d, the log has deleted them".formatted(what, step));
    }
  }
}
