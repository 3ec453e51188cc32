package dev.aria.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import dev.aria.models.engine.TorchModule;
import dev.aria.models.engine.TorchModule.Mode;
import dev.aria.models.engine.Transfer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Weights, moments and average of a model in training; each flat, in parameter order. */
final class OptimizerState {
  private final TorchModule script;
  private final Map<String, PtNDArray> parameters;
  private final NDArray first;
  private final NDArray second;
  private final NDArray average;

  /**
   * Valid as long as {@code script}; the average starts as the weights themselves.
   *
   * @throws IllegalArgumentException when a parameter is not float32
   */
  OptimizerState(TorchModule script, Map<String, PtNDArray> parameters) {
    this.script = script;
    this.parameters = parameters;
    parameters.forEach(OptimizerState::makeTrainable);
    PtNDManager memory = script.manager();
    average = flat(memory);
    first = memory.zeros(average.getShape(), DataType.FLOAT32);
    second = memory.zeros(average.getShape(), DataType.FLOAT32);
  }

  private static void makeTrainable(String name, PtNDArray parameter) {
    if (parameter.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          "parameter %s is %s; only float32 can be trained, export the model in float32"
              .formatted(name, parameter.getDataType()));
    }
    parameter.setRequiresGradient(true);
  }

  IValue parameterList() {
    return list(parameters.values());
  }

  private static IValue list(Collection<PtNDArray> arrays) {
    return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
  }

  /** A copy of the weights (P). */
  NDArray flat(PtNDManager memory) {
    return script.call("flatten", memory, Mode.UPDATE, parameterList()).singletonOrThrow();
  }

  NDArray average() {
    return average;
  }

  /** Copies {@code flat} (P) into the weights. */
  void setWeights(NDArray flat) {
    try (PtNDManager step = script.newStep()) {
      script.call("restore", step, Mode.UPDATE, parameterList(), IValue.from((PtNDArray) flat));
    }
  }

  /** Copies of weights or average, by name. */
  Map<String, Tensor> named(Weights which) {
    try (PtNDManager memory = script.newStep()) {
      ByteBuffer values = Transfer.bytes(which == Weights.CURRENT ? flat(memory) : average);
      Map<String, Tensor> named = new LinkedHashMap<>();
      parameters.forEach((name, parameter) -> named.put(name, next(values, parameter)));
      return named;
    }
  }

  private static Tensor next(ByteBuffer values, NDArray like) {
    int length = Math.toIntExact(like.size() * Float.BYTES);
    List<Integer> shape =
        Arrays.stream(like.getShape().getShape()).mapToObj(Math::toIntExact).toList();
    Tensor tensor = new Tensor(shape, ElementType.FLOAT32, values.slice(values.position(), length));
    values.position(values.position() + length);
    return tensor;
  }

  /** Takes {@code others} where the mapped name and the shape match; returns what was taken. */
  List<String> takeOver(Map<String, PtNDArray> others, UnaryOperator<String> otherName) {
    Map<String, PtNDArray> mixed = new LinkedHashMap<>(parameters);
    List<String> taken = new ArrayList<>();
    mixed.replaceAll(
        (name, own) -> {
          PtNDArray other = others.get(otherName.apply(name));
          if (other == null || !other.getShape().equals(own.getShape())) {
            return own;
          }
          taken.add(name);
          return other;
        });
    try (PtNDManager memory = script.newStep()) {
      PtNDArray flat =
          (PtNDArray)
              script.call("flatten", memory, Mode.UPDATE, list(mixed.values())).singletonOrThrow();
      setWeights(flat);
      copy(flat, average);
    }
    return taken;
  }

  /** Divides {@code total} by {@code shards} in place and returns its norm. */
  double meanNorm(PtNDArray total, int shards) {
    try (PtNDManager memory = script.newStep()) {
      return script
          .call("norm", memory, Mode.UPDATE, IValue.from(total), IValue.from((double) shards))
          .singletonOrThrow()
          .toFloatArray()[0];
    }
  }

  /**
   * One AdamW step and one of the average.
   *
   * @param gradient (P), overwritten
   * @param clip factor on the gradient
   * @param number of this step, from 1
   */
  void update(NDArray gradient, double clip, OptimizerSettings settings, long number) {
    try (PtNDManager step = script.newStep()) {
      script.call(
          "update",
          step,
          Mode.UPDATE,
          parameterList(),
          IValue.listFrom(
              (PtNDArray) gradient, (PtNDArray) first, (PtNDArray) second, (PtNDArray) average),
          IValue.listFrom(numbers(clip, settings, number)));
    }
  }

  /** The factors of one step as the script reads them, PyTorch's order of operations. */
  private static double[] numbers(double clip, OptimizerSettings settings, long number) {
    double rate = settings.rate(number);
    double firstCorrection = 1 - StrictMath.pow(settings.beta1(), (double) number);
    double secondCorrection = 1 - StrictMath.pow(settings.beta2(), (double) number);
    return new double[] {
      clip,
      1 - rate * settings.weightDecay(),
      1 - settings.beta1(),
      settings.beta2(),
      Math.sqrt(secondCorrection),
      settings.epsilon(),
      -rate / firstCorrection,
      1 - settings.emaDecay(number)
    };
  }

  /** Number of weights P. */
  int size() {
    return Math.toIntExact(average.size());
  }

  /** Copies of weights, first moment, second moment and average (P each), little-endian float32. */
  List<ByteBuffer> save(PtNDManager memory) {
    return Stream.of(flat(memory), first, second, average).map(Transfer::bytes).toList();
  }

  /** Replaces weights, first moment, second moment and average by what {@link #save} gave. */
  void restore(List<ByteBuffer> arrays) {
    try (PtNDManager step = script.newStep()) {
      List<PtNDArray> saved = arrays.stream().map(bytes -> vector(step, bytes)).toList();
      setWeights(saved.get(0));
      copy(saved.get(1), first);
      copy(saved.get(2), second);
      copy(saved.get(3), average);
    }
  }

  private PtNDArray vector(PtNDManager memory, ByteBuffer bytes) {
    return Transfer.in(memory, new Tensor(List.of(size()), ElementType.FLOAT32, bytes));
  }

  private void copy(PtNDArray from, NDArray to) {
    script.call(
        "restore",
        from.getManager(),
        Mode.UPDATE,
        IValue.listFrom((PtNDArray) to),
        IValue.from(from));
  }
}
