"""What a diffusers scheduler's config says of the noise, in the words of ARIA's descriptor."""

KINDS = {
    "linear": "LINEAR",
    "scaled_linear": "SCALED_LINEAR",
    "squaredcos_cap_v2": "COSINE",
}
ZERO_SNR_KINDS = {"linear": "ZERO_SNR_LINEAR", "scaled_linear": "ZERO_SNR_SCALED_LINEAR"}
PREDICTIONS = {"epsilon": "EPSILON", "v_prediction": "V"}


def is_flow(config):
    """Whether samples lie on straight lines between data and noise."""
    return config.get("_class_name", "").startswith("FlowMatch") or config.get("prediction_type") == "flow_prediction"


def read(config):
    """(schedule, prediction) of a scheduler_config.json, a dict; unknown ones are refused by name."""
    if is_flow(config):
        shift = config.get("shift", config.get("flow_shift", 1.0))
        return {"kind": "RECTIFIED_FLOW", "timesteps": config.get("num_train_timesteps", 1000), "shift": shift}, "FLOW"
    schedule = {
        "kind": kind(config),
        "timesteps": config.get("num_train_timesteps", 1000),
        "firstBeta": config.get("beta_start", 1e-4),
        "lastBeta": config.get("beta_end", 0.02),
    }
    prediction = config.get("prediction_type", "epsilon")
    if prediction not in PREDICTIONS:
        raise SystemExit(f"prediction_type {prediction} is not supported; known: {sorted(PREDICTIONS)} and flow matching")
    if schedule["kind"].startswith("ZERO_SNR") and prediction == "epsilon":
        raise SystemExit("rescale_betas_zero_snr with prediction_type epsilon is not supported: the last step is pure noise, where epsilon says nothing; such models predict v")
    return schedule, PREDICTIONS[prediction]


def kind(config):
    name = config.get("beta_schedule")
    if name is None:
        raise SystemExit(
            f"scheduler {config.get('_class_name', 'without a _class_name')} has no beta_schedule and is no flow-matching one;"
            " put the config of a DDPM-like scheduler (DDIM, DPMSolverMultistep, Euler) or of FlowMatchEulerDiscreteScheduler into scheduler/"
        )
    if config.get("trained_betas") is not None:
        raise SystemExit("trained_betas are not supported; a beta_schedule by name is: " + ", ".join(sorted(KINDS)))
    known = ZERO_SNR_KINDS if config.get("rescale_betas_zero_snr") else KINDS
    if name not in known:
        more = " with rescale_betas_zero_snr" if known is ZERO_SNR_KINDS else ""
        raise SystemExit(f"beta_schedule {name}{more} is not supported; known: {sorted(known)}")
    return known[name]
