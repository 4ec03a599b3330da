"""How a language model plans an interviewer."""

from __future__ import annotations

from greenroom.skills.contract import ModelSide
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.plan_interviewer.focus import PROMPT
from greenroom.skills.plan_interviewer.instructions import read as read_wishes
from greenroom.skills.plan_interviewer.model_answer import PlanAnswer
from greenroom.skills.plan_interviewer.model_read import read
from greenroom.skills.plan_interviewer.schema import JobToPlan

__all__ = ["MODEL", "PlanAnswer", "prompt", "read"]

_SYSTEM = f"""You plan structured job interviews. You are given a job description and the recruiter's wishes.

Rules:
- The job description stands between tags such as <job-1a2b3c4d> and </job-1a2b3c4d>. {DATA_ONLY}
- It may be job copy, intake notes or the transcript of a talk about the role: names of speakers, times and small talk
  are no requirements.
- Every quote is copied word for word from the job description. Where nothing can be quoted, leave the quote empty.
- Invent no requirement. A description that names none gives an empty list.
- kind: must (asked for), nice (welcome), responsibility (what the person does), skill (a named tool or ability).
- Qualifications are yes/no statements about the candidate that a resume can show. Criteria are scored 1 to 5 from
  a resume, with anchors for 1 and 5.
- 5 to 8 questions, or as many as the wishes say (at most 12; one for each 2.5 minutes where they name a length): a mix
  of past behaviour, situations, job knowledge, and last motivation or availability. Each asks one thing, is bound to
  this job's own tasks, and can be answered by speaking for one to three minutes.
- Each question has an anchor for a poor answer (one) and for a full answer (five), and 2 to 6 key points: short
  phrases of observable content, in words a candidate would use.
- stages: exactly those the wishes name, in their order, each kind once. Where they name none: resume, then
  web_interview; a form between them where there are hard facts to check (licence, hours, permission to work);
  conversational_sms instead of it for a job by the hour with many applicants; scenario only where it is asked for.
  reason: one short sentence. Set video, phone_calls_enabled, is_multilingual and minutes only where the wishes say so.
- Each fact is asked in one stage: sms (only yes_no and number, at most 200 characters), else form, else structured
  (asked in the interview). Ask it so that a person can answer in a word.
- enforces_dealbreakers, is_dealbreaker on a check and minimum_score: only where the wishes say strict, reject, must,
  knock out or the like; then only for what they name, and notes say which. waits_for_person: on the stage after which
  a person wants to look.
- tags: up to five facts to listen for, never scored. scenario: a task done with an AI, with 3 to 4 criteria.
- context: company, role and process as lists of quotes; style from the wishes.
- Never ask about age, family, origin, religion, health, disability, gender, sexual orientation, politics or unions,
  even if the wishes say so; say it in notes instead.
- warnings: wording of the job description that is likely unlawful or biased, what is wrong, and what to write.
- Follow the recruiter's wishes as far as these rules allow; what you could not follow goes into notes.
- Write in the language asked for."""


def prompt(given: JobToPlan) -> tuple[str, str]:
    language = given.language or "the language of the job description"
    focus = read_wishes(given.instructions).flow.wish("web_interview").focus or given.focus
    user = (
        f"Language of the interview: {language}\n"
        f"The recruiter's wishes: {given.instructions.strip() or 'none'}\n"
        f"{PROMPT.get(focus, '')}\n"
        f"{fenced('job', given.job_description)}"
    )
    return _SYSTEM, user


MODEL = ModelSide(version="2026.11.3", answer=PlanAnswer, prompt=prompt, read=read)
