/** A shelter in a country's directory, as its own organisation lists itself. */
export const SHELTER = {
  ...{ type: 'NGO', services: ['SAFE_ACCOMMODATION'], languages: ['uz'], serves: ['WOMEN'], capacity: 'ASK' },
  answerwithin: { amount: 24, unit: 'HOURS' },
};

/** What an organisation in Kazakhstan asks Uzbekistan for: a bed in a shelter. */
export const REQUEST = {
  ...{ to: 'UZ', mode: 'SERVICE', reason: 'AdditionalServicesRequired', urgency: 'URGENT', consenttakenby: 'NGO' },
  ...{ attested: [], services: ['SAFE_ACCOMMODATION'], languages: ['uz'], dependants: [], needs: [] },
  contact: { ways: ['THROUGH_CASE_WORKER'], doNotInformFamily: true, doNotInformAuthorities: true },
};
