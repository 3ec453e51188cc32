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

  private OffsetLedger.Prefix<String> drain(int limit) {
    OffsetLedger.Prefix<String> prefix = ledger.finished(limit);
    ledger.committed(prefix.nextOffsets());
    return prefix;
  }

  @Test
  void finished_laterFinishedFirst_holdsItBack() {
    ledger.opened(0, 7);
    ledger.opened(0, 8);

    ledger.finished(0, 8, "eight");
    assertThat(drain(10).isEmpty()).isTrue();

    ledger.finished(0, 7, "seven");
    OffsetLedger.Prefix<String> prefix = drain(10);
    assertThat(prefix.results()).containsExactly("seven", "eight");
    assertThat(prefix.nextOffsets()).isEqualTo(Map.of(0, 9L));
    assertThat(ledger.size()).isZero();
  }

  @Test
  void finished_limit_leavesTheRestWithMatchingOffsets() {
    for (long offset = 0; offset < 5; offset++) {
      ledger.opened(1, offset);
      ledger.finished(1, offset, "r" + offset);
    }

    assertThat(drain(2).nextOffsets()).isEqualTo(Map.of(1, 2L));
    assertThat(drain(10).results()).containsExactly("r2", "r3", "r4");
  }

  @Test
  void finished_notCommitted_givesTheSameAgain() {
    ledger.opened(0, 3);
    ledger.finished(0, 3, "three");

    assertThat(ledger.finished(5)).isEqualTo(ledger.finished(5));
    assertThat(ledger.size()).isEqualTo(1);
  }

  @Test
  void revoked_unfinishedWork_isForgottenAndItsResultRefused() {
    ledger.opened(0, 1);
    ledger.opened(1, 1);
    ledger.revoked(Set.of(0));

    assertThat(ledger.finished(0, 1, "late")).isFalse();
    assertThat(ledger.finished(1, 1, "kept")).isTrue();
    assertThat(drain(10).results()).containsExactly("kept");
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
        ledger.finished(0, offset, Long.toString(offset));
        drained.addAll(drain(1 + random.nextInt(4)).results());
      }
      drained.addAll(drain(100).results());

      assertThat(drained).containsExactlyElementsOf(offsets.stream().map(String::valueOf).toList());
    }
  }
}
