package dev.aria.trials.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.operations.audit.Check.Harm;
import dev.aria.operations.text.Narration;
import dev.aria.trials.chaos.faults.FaultKind;
import dev.aria.trials.runs.EmojiTrialProblem;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short edition of {@code aria chaos}: ten faults of ten kinds at one run. */
final class ChaosIT {
  private static final List<FaultKind> KINDS =
      List.of(
          FaultKind.STREAMER_KILL,
          FaultKind.TEACHER_KILL,
          FaultKind.TRAINER_KILL,
          FaultKind.ALLOCATOR_KILL,
          FaultKind.BROKER_KILL,
          FaultKind.TEACHER_FREEZE,
          FaultKind.TRAINER_FREEZE,
          FaultKind.TEACHER_STARVE,
          FaultKind.REDIS_LOSS,
          FaultKind.REDIS_FLUSH);

  /** Of this seed's schedule trainer-kill comes last, whose return takes the most steps. */
  private static final long SEED = 22;

  /** Part of path draws, whose laws are audited as well. */
  private static final double PATHS = 0.4;

  /** Room for all ten in one run; a second one would start everything again. */
  private static final int STEPS = 1_200;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder; // a run that fails keeps its topics and logs

  @Test
  void run_tenFaults_nothingLostNothingTwiceAndTheSameStudent() {
    ChaosSettings settings =
        new ChaosSettings(
            SEED, KINDS.size(), KINDS.size(), STEPS, 2, KINDS, PATHS, Duration.ofSeconds(90));
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);

    CampaignOutcome outcome =
        new Campaign(
                settings,
                () -> EmojiTrialProblem.open(folder),
                folder.resolve("campaign"),
                new Narration(out, Clock.systemUTC()))
            .run();

    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.trials()).isEqualTo(KINDS.size());
    assertThat(outcome.untried()).isZero();
    assertThat(outcome.runs())
        .allSatisfy(
            run -> {
              assertThat(run.of(Harm.LOST)).hasValue(0);
              assertThat(run.of(Harm.DOUBLED)).hasValue(0);
              assertThat(run.of(Harm.WRONG)).hasValue(0);
              assertThat(run.sameStudent()).isTrue();
            });
    assertThat(folder.resolve("campaign/trials.tsv")).content().hasLineCount(KINDS.size() + 1);
  }
}
