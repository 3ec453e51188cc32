package dev.aria.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.record.DrawBatch;
import dev.aria.operations.audit.HandMadeRun.Placed;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Draws and targets of other teachers than those that a run began with are found. */
final class TeacherAuditTest {
  private final HandMadeRun run = new HandMadeRun();

  @Test
  void draw_forOtherTeachersThanTheFirst_isFound() {
    DrawBatch other = HandMadeRun.drawFor("other-teachers", 1, 0);
    run.draws.set(2, other);
    run.targets.set(2, new Placed(0, HandMadeRun.target(other, 0.5f)));

    run.assertFound(Check.TEACHERS_MIXED, "step 1 shard 0: drawn for teachers 'other-teachers'");
  }

  @Test
  void draw_byAnotherTeacherThanItsPromptNames_isFound() {
    DrawBatch batch = HandMadeRun.drawOfAPrompt(1, 0);
    run.draws.set(2, batch);
    run.targets.set(2, new Placed(0, HandMadeRun.target(batch, 0.5f)));
    run.named = (map, prompt) -> OptionalInt.of(0);
    assertThat(run.audited().violations()).isEmpty();

    run.named = (map, prompt) -> OptionalInt.of(prompt.index());

    run.assertFound(Check.TEACHERS_MIXED, "a draw names teacher 0, its prompt teacher 3");
  }

  @Test
  void target_ofAnotherTeachersFile_isFound() {
    run.targets.set(3, new Placed(1, HandMadeRun.answeredBy("another", run.draws.get(3))));

    run.assertFound(Check.TEACHERS_MIXED, "step 1 shard 1: answered by teachers another");
  }
}
