package dev.aria.trainer.checkpoint;

import dev.aria.models.json.StrictJson;
import dev.aria.runtime.card.CardFacts;
import dev.aria.runtime.card.CardFile;
import dev.aria.runtime.card.CardModel;
import dev.aria.runtime.card.CardUse;
import dev.aria.runtime.card.ModelCard;
import dev.aria.trainer.run.RunContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model card beside a student's files, with what a trainer knows. Who started the run may know
 * more, and writes it again.
 *
 * @param student its name
 */
record StudentCard(RunContext run, String student) {
  private static final Logger LOG = LoggerFactory.getLogger(StudentCard.class);

  /**
   * Writes it into {@code folder}, where the student's descriptor is, unless a card of this very
   * student that tells more is there: a trainer that is started again at its end knows less. A
   * student is not lost for want of a card: what goes wrong is logged.
   *
   * @param steps global steps that the student has learned
   */
  void write(Path folder, long steps) {
    CardFile file = new CardFile(folder);
    try {
      CardModel model = CardModel.read(folder.resolve(student + ".json"));
      if (file.isOf(model) && file.teacherPasses().isPresent()) {
        return;
      }
      if (!file.write(new ModelCard(facts(folder, steps), CardUse.TORCHSCRIPT))) {
        LOG.info("{} is somebody's own text and stays as it is", file.path());
      }
    } catch (RuntimeException e) {
      LOG.warn("the student has no model card: {}", e.getMessage());
    }
  }

  private CardFacts facts(Path folder, long steps) {
    return new CardFacts(
        student,
        CardModel.read(folder.resolve(student + ".json")),
        CardModel.parse(StrictJson.write(run.teacher())),
        run.settings(),
        run.card(),
        OptionalLong.of(steps),
        OptionalLong.empty(),
        Map.of("name", run.settings().corpus()),
        Map.of("pairs", Integer.toString(run.pairs().size()), "SHA-256", run.pairs().digest()),
        Map.of());
  }
}
