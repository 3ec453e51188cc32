package dev.aria.teacher.draws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OffsetLedgerTest {
  private final OffsetLedger<String> ledger = new OffsetLedger<>();

  private boolean finished(int partition, long offset, long assignment, String result) {
    return ledger.finished(new OffsetLedger.Finished<>(partition, offset, assignment, result));
  }

  private OffsetLedger.Prefix<String> drain(int limit) {
    OffsetLedger.Prefix<String> prefix = ledger.finished(limit);
    ledger.committed(prefix.nextOffsets());
    return prefix;
  }

  @Test
  void finished_laterFinishedFirst_holdsItBack() {
    ledger.opened(0, 7);
    ledger.opened(0, 8);

    finished(0, 8, 0, "eight");
    assertThat(drain(10).isEmpty()).isTrue();

    finished(0, 7, 0, "seven");
    OffsetLedger.Prefix<String> prefix = drain(10);
    assertThat(prefix.results()).containsExactly("seven", "eight");
    assertThat(prefix.nextOffsets()).isEqualTo(Map.of(0, 9L));
    assertThat(ledger.size()).isZero();
  }

  @Test
  void finished_limit_leavesTheRestWithMatchingOffsets() {
    for (long offset = 0; offset < 5; offset++) {
      ledger.opened(1, offset);
      finished(1, offset, 0, "r" + offset);
    }

    assertThat(drain(2).nextOffsets()).isEqualTo(Map.of(1, 2L));
    assertThat(drain(10).results()).containsExactly("r2", "r3", "r4");
  }

  @Test
  void finished_notCommitted_givesTheSameAgain() {
    ledger.opened(0, 3);
    finished(0, 3, 0, "three");

    assertThat(ledger.finished(5)).isEqualTo(ledger.finished(5));
    assertThat(ledger.size()).isEqualTo(1);
  }

  @Test
  void revoked_unfinishedWork_isForgottenAndItsResultRefused() {
    ledger.opened(0, 1);
    ledger.opened(1, 1);
    ledger.revoked(Set.of(0));

    assertThat(finished(0, 1, 0, "late")).isFalse();
    assertThat(finished(1, 1, 0, "kept")).isTrue();
    assertThat(drain(10).results()).containsExactly("kept");
  }

  /** A result of the first time must not stand for that of the second. */
  @Test
  void revoked_andTakenAgain_onlyTheResultOfThatTimeCounts() {
    assertThat(ledger.opened(0, 1)).isZero();
    ledger.revoked(Set.of(0));
    assertThat(ledger.opened(0, 1)).isEqualTo(1);

    assertThat(finished(0, 1, 0, "late")).isFalse();
    assertThat(drain(10).isEmpty()).isTrue();
    assertThat(finished(0, 1, 1, "new")).isTrue();
    assertThat(drain(10).results()).containsExactly("new");
  }

  @Test
  void finished_anyOrderOfResults_givesEveryResultOnceInOrder() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<Long> offsets = new ArrayList<>();
      for (long offset = 0; offset < 40; offset += 1 + random.nextInt(3)) {
        offsets.add(offset);
        ledger.opened(0, offset);
      }
      List<Long> shuffled = new ArrayList<>(offsets);
      Collections.shuffle(shuffled, random);

      List<String> drained = new ArrayList<>();
      for (long offset : shuffled) {
        finished(0, offset, 0, Long.toString(offset));
        drained.addAll(drain(1 + random.nextInt(4)).results());
      }
      drained.addAll(drain(100).results());

      assertThat(drained).containsExactlyElementsOf(offsets.stream().map(String::valueOf).toList());
    }
  }
}
