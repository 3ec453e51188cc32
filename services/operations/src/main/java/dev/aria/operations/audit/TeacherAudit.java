package dev.aria.operations.audit;

import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.TargetBatch;
import dev.aria.runtime.settings.RunSettings;
import java.util.OptionalInt;

/**
 * Audits that a run keeps its teachers: all draws are for those of the first, each names the one
 * that its prompt does, and all targets are of the same files. The files are not asked for.
 */
final class TeacherAudit {
  private final int teachers;
  private final PromptTeachers named;
  private final Findings findings;
  private String drawnFor = "";
  private String answeredBy = "";
  private boolean begun;

  /**
   * @param named by the prompts of the run's corpus
   */
  TeacherAudit(RunSettings run, PromptTeachers named, Findings findings) {
    this.teachers = 1 + run.experts().size();
    this.named = named;
    this.findings = findings;
  }

  /** Draws that count for their (step, shard). */
  void draw(DrawBatch batch) {
    if (!begun) {
      begun = true;
      drawnFor = batch.teachersDigest();
    }
    if (!batch.teachersDigest().equals(drawnFor)) {
      mixed(batch, "drawn for teachers '%s', the first for '%s'", batch.teachersDigest(), drawnFor);
    }
    batch.draws().stream()
        .filter(draw -> draw.teacher() >= teachers)
        .map(Draw::teacher)
        .findFirst()
        .ifPresent(index -> mixed(batch, "a draw names teacher %d of %d", index, teachers));
    batch.draws().forEach(draw -> checkTag(batch, draw));
  }

  private void checkTag(DrawBatch batch, Draw draw) {
    draw.prompt()
        .map(prompt -> named.of(batch.regionMapDigest(), prompt))
        .orElse(OptionalInt.empty())
        .ifPresent(
            index -> {
              if (index != draw.teacher()) {
                mixed(
                    batch,
                    "a draw names teacher %d, its prompt teacher %s",
                    draw.teacher(),
                    index == PromptTeachers.LACKING ? "none of the run's" : index);
              }
            });
  }

  /** The target that counts for its (step, shard). */
  void target(TargetBatch target) {
    String digest = target.teacherDigest();
    answeredBy = answeredBy.isEmpty() ? digest : answeredBy;
    if (!digest.equals(answeredBy)) {
      mixed(target.draws(), "answered by teachers %s, the first by %s", digest, answeredBy);
    }
  }

  private void mixed(DrawBatch batch, String what, Object found, Object expected) {
    findings.add(
        Check.TEACHERS_MIXED,
        "%s: ".formatted(new Cell(batch.step(), batch.shard())) + what.formatted(found, expected));
  }
}
