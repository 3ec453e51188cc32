package dev.aria.core.discrepancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.StepReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StatisticsBytesTest {
  private static final StatisticsFold FOLD =
      new StatisticsFold(
          new ScalarKalman(1),
          Signal.TRAINING,
          Set.of(Branch.SWAPPED, Branch.PAIRED),
          Collections.nCopies(Reports.REGIONS, 0));

  @Test
  void encode_statisticsFromReportsInAnyOrder_areTheSameBytes() {
    List<StepReport> reports = Reports.ticks(new SplittableRandom(9), 6);
    byte[] expected = StatisticsBytes.encode(folded(reports));
    for (int seed = 0; seed < 10; seed++) {
      List<StepReport> shuffled = new ArrayList<>(reports);
      shuffled.addAll(reports);
      Collections.shuffle(shuffled, new Random(seed));

      assertThat(StatisticsBytes.encode(folded(shuffled))).isEqualTo(expected);
    }
  }

  private static Statistics folded(List<StepReport> reports) {
    TickCollector collector = new TickCollector(Reports.FENCE, Tick.STEPS, 0);
    Statistics statistics = Statistics.initial(4, "map", Reports.REGIONS);
    for (StepReport report : reports) {
      collector.offer(report);
      for (Optional<Tick> tick = collector.poll(); tick.isPresent(); tick = collector.poll()) {
        statistics = FOLD.fold(statistics, tick.get());
      }
    }
    return statistics;
  }

  @Test
  void decode_ofEncoded_givesTheStatisticsAndGoesOnTheSame() {
    List<StepReport> reports = Reports.ticks(new SplittableRandom(9), 3);
    Statistics statistics = folded(reports);

    Statistics decoded = StatisticsBytes.decode(StatisticsBytes.encode(statistics));

    assertThat(decoded).isEqualTo(statistics);
    Tick next = new Tick(3, Reports.sums(new SplittableRandom(10), 50), List.of());
    assertThat(StatisticsBytes.encode(FOLD.fold(decoded, next)))
        .isEqualTo(StatisticsBytes.encode(FOLD.fold(statistics, next)));
  }

  @Test
  void decode_damagedBytes_saysWhatToDo() {
    byte[] bytes = StatisticsBytes.encode(Statistics.initial(1, "map", 3));
    byte[] otherFormat = bytes.clone();
    otherFormat[3] = 9;

    for (byte[] bad :
        List.of(
            new byte[0],
            Arrays.copyOf(bytes, bytes.length - 1),
            Arrays.copyOf(bytes, bytes.length + 1),
            otherFormat)) {
      assertThatThrownBy(() -> StatisticsBytes.decode(bad))
          .isInstanceOf(StatisticsUnreadable.class)
          .hasMessageContaining("rebuild them from the step reports");
    }
  }
}
