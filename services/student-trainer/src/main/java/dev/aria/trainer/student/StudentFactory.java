package dev.aria.trainer.student;

import dev.aria.core.diffusion.LossSpace;
import dev.aria.models.film.FilmMlp;
import dev.aria.models.model.Architecture;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.NewModel;
import dev.aria.models.model.StudentFit;
import dev.aria.models.training.KeptBlocks;
import dev.aria.models.training.OptimizerSettings;
import dev.aria.models.training.Trainable;
import dev.aria.models.training.Weights;
import dev.aria.models.unet.Unet;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.TeacherFiles;
import dev.aria.trainer.run.RunContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes students that have learned nothing yet, to fit their teacher. */
public final class StudentFactory {
  private static final Logger LOG = LoggerFactory.getLogger(StudentFactory.class);
  private static final String BLOCKS = "blocks";
  private static final String BLOCK_PREFIX = "block";
  private static final int CONDITION_TOKENS = 4;

  private final StudentPlan plan;
  private final RunSettings run;
  private final ModelDescriptor teacher;

  /**
   * @param run its teacher's samples, conditions and schedule are the student's; the teacher's file
   *     is read only where the student starts from it
   */
  public StudentFactory(StudentPlan plan, RunContext run) {
    this(plan, run.settings(), run.teacher());
  }

  /**
   * The same, of a run that no process shares.
   *
   * @param teacher descriptor of the run's teacher
   */
  public StudentFactory(StudentPlan plan, RunSettings run, ModelDescriptor teacher) {
    this.plan = plan;
    this.run = run;
    this.teacher = teacher;
  }

  /** Device that the student lives on. */
  public String device() {
    return plan.device();
  }

  /** Folder of the run's teacher, where what its conditions come from lies as well. */
  public Path folder() {
    return TeacherFiles.of(run.teacher()).folder();
  }

  /** In which space the loss compares it with its teacher. */
  public LossSpace lossSpace() {
    return plan.lossSpace();
  }

  /** How it learns. */
  public OptimizerSettings optimizer() {
    return plan.optimizer().over(run.steps());
  }

  /**
   * A new student; the caller closes it.
   *
   * @throws IllegalArgumentException when the model file does not fit the teacher
   */
  public Trainable create() {
    ModelSettings model = plan.model();
    Trainable student =
        model.file().isPresent()
            ? Trainable.open(model.file().get(), optimizer(), device())
            : Trainable.create(
                new NewModel(plan.name(), architecture(model), teacher.diffusion(), model.seed()),
                optimizer(),
                Optional.of(folder()),
                device());
    try {
      check(student.descriptor());
      if (model.fromTeacher()) {
        takeOver(student);
      }
    } catch (RuntimeException e) {
      student.close();
      throw e;
    }
    return student;
  }

  private void takeOver(Trainable student) {
    Path file = TeacherFiles.of(run.teacher()).model();
    List<String> taken = student.startFrom(file, kept(student.descriptor()));
    Set<String> own = new TreeSet<>(student.parameters(Weights.CURRENT).keySet());
    own.removeAll(taken);
    LOG.info("{} tensors start from the teacher {}", taken.size(), teacher.name());
    if (!own.isEmpty()) {
      LOG.warn("not in the teacher {}, so random at first: {}", teacher.name(), own);
    }
  }

  private UnaryOperator<String> kept(ModelDescriptor student) {
    String ours = student.architecture().get(BLOCKS);
    String theirs = teacher.architecture().get(BLOCKS);
    boolean alike =
        student.family().equals(FilmMlp.FAMILY) && teacher.family().equals(FilmMlp.FAMILY);
    if (!alike || ours == null || theirs == null) {
      return UnaryOperator.identity();
    }
    int available = Integer.parseInt(theirs);
    return KeptBlocks.spread(BLOCK_PREFIX, Math.min(Integer.parseInt(ours), available), available);
  }

  private Architecture architecture(ModelSettings model) {
    List<Integer> shape = teacher.sampleShape();
    boolean unet = model.family().equals(Unet.FAMILY);
    if (shape.size() != (unet ? 3 : 1)) {
      throw new IllegalArgumentException(
          ("aria.student-trainer.model.family is %s, which does not take samples of the teacher's"
                  + " shape %s: film-mlp takes (D), unet takes (C, H, W)")
              .formatted(model.family(), shape));
    }
    if (unet) {
      return new Unet(
          shape.get(0),
          shape.get(1),
          model.width(),
          model.multipliers(),
          model.blocks(),
          Set.copyOf(model.attentionLevels()),
          teacher.encodedShape(),
          CONDITION_TOKENS);
    }
    if (model.fromTeacher() && teacher.family().equals(FilmMlp.FAMILY)) {
      FilmMlp like = FilmMlp.describedBy(teacher);
      if (like.width() == model.width()) {
        return like.withBlocks(model.blocks());
      }
    }
    int encoded = teacher.encodedShape().stream().reduce(1, Math::multiplyExact);
    return FilmMlp.of(shape.get(0), encoded, model.width(), model.blocks());
  }

  /**
   * Refuses a student that cannot learn from the run's targets.
   *
   * @throws IllegalArgumentException when its samples, conditions, schedule or prediction are not
   *     the teacher's
   */
  public void check(ModelDescriptor student) {
    StudentFit.require(student, teacher);
  }
}
