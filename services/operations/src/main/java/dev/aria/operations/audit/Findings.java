package dev.aria.operations.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Violations as they are found. */
final class Findings {
  private final List<Violation> found = new ArrayList<>();

  void add(Check check, String detail) {
    found.add(new Violation(check, detail));
  }

  /** One violation of {@code check} for each of {@code cells}. */
  void addAll(Check check, Collection<Cell> cells) {
    cells.forEach(cell -> add(check, cell.toString()));
  }

  List<Violation> all() {
    return List.copyOf(found);
  }
}
